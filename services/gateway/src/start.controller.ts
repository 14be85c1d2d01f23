import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '@o2c/runtime';

/** What a browser finds at the address that the start prints. */
@ApiExcludeController()
@Controller()
export class StartController {
  @Get()
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  start(): string {
    return PAGE;
  }
}

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Order to cash</title>
<body>
<h1>Order to cash</h1>
<p>It runs. <a href="/docs">Try the API</a>, read its <a href="/openapi.json">OpenAPI document</a>,
or ask whether it is <a href="/health/ready">ready</a>.</p>
</body>
</html>
`;
