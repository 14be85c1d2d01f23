import { Injectable, ParseUUIDPipe } from '@nestjs/common';
import { malformed } from './shape-pipe.js';

const MESSAGE = 'The id in the path must be a UUID: the field id of what a list or a POST answered';

/** A path parameter that is an id, never a number that people use. */
@Injectable()
export class IdPipe extends ParseUUIDPipe {
  constructor() {
    super({
      exceptionFactory: () => malformed([{ code: 'field.shape', path: '', message: MESSAGE }]),
    });
  }
}
