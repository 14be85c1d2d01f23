import { Controller, Get, Param, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Database } from '@o2c/messaging';
import { IdPipe, Requires } from '@o2c/runtime';
import { readConsignment } from './consignment.store.js';
import { renderLabels } from './label.js';
import { renderPackingSlip } from './packing-slip.js';

const FILE = { schema: { type: 'string', format: 'binary' } } as const;

/** What is printed for a shipment; the same shipment gives the same bytes. */
@ApiTags('shipments')
@ApiProduces('application/pdf')
@Controller('v1/shipments/:id')
@Requires('shipments:read')
export class PapersController {
  constructor(private readonly database: Database) {}

  @Get('label.pdf')
  @ApiOperation({ summary: 'A label for each package, with its SSCC as GS1-128' })
  @ApiOkResponse(FILE)
  async label(@Param('id', IdPipe) id: string): Promise<StreamableFile> {
    const consignment = await readConsignment(this.database, id);
    return pdfFile(await renderLabels(consignment), `${consignment.shipment.number}-label`);
  }

  @Get('packing-slip.pdf')
  @ApiOperation({ summary: 'What is in the packages' })
  @ApiOkResponse(FILE)
  async packingSlip(@Param('id', IdPipe) id: string): Promise<StreamableFile> {
    const consignment = await readConsignment(this.database, id);
    return pdfFile(await renderPackingSlip(consignment), consignment.shipment.number);
  }
}

function pdfFile(bytes: Buffer, name: string): StreamableFile {
  const disposition = `inline; filename="${name}.pdf"`;
  return new StreamableFile(bytes, { type: 'application/pdf', disposition, length: bytes.length });
}
