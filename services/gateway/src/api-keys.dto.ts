import { ApiProperty } from '@nestjs/swagger';
import { Choice, Flag, InstantField, Text } from '@o2c/runtime';
import { SCOPES, type Scope } from '@o2c/contracts';
import { ArrayNotEmpty, ArrayUnique, IsArray, IsIn } from 'class-validator';

/** A key to be made. */
export class CreateApiKeyDto {
  @Text({ min: 1, max: 100, doc: 'who uses it; shown as actor of what is done with it' })
  readonly name!: string;

  @ApiProperty({ enum: SCOPES, isArray: true })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(SCOPES, { each: true })
  readonly scopes!: Scope[];

  @InstantField({ optional: true, doc: 'the key is refused from then on' })
  readonly expiresAt?: string;
}

/** A change of a key. */
export class ChangeApiKeyDto {
  @Text({ min: 1, max: 100, optional: true })
  readonly name?: string;

  @Flag({ optional: true, doc: 'true revokes the key for good' })
  readonly revoked?: boolean;
}

/** A key without its text. */
export class ApiKeyDto {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty()
  readonly name!: string;

  @ApiProperty({ enum: SCOPES, isArray: true })
  readonly scopes!: readonly Scope[];

  @Choice(['active', 'revoked', 'expired'])
  readonly status!: string;

  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly expiresAt!: string | null;

  @ApiProperty()
  readonly version!: number;
}

/** A new key; `key` is shown this once. */
export class NewApiKeyDto extends ApiKeyDto {
  @ApiProperty({ description: 'the key itself; it is not stored and never shown again' })
  readonly key!: string;
}

/** A page of keys. */
export class ApiKeyPageDto {
  @ApiProperty({ type: [ApiKeyDto] })
  readonly items!: ApiKeyDto[];

  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}
