/** What the generator reads of a JSON Schema in the OpenAPI document. */
type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
};
type Content = { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> };
type Parameter = {
  readonly in: string;
  readonly name: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
};
type Operation = {
  readonly summary?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
};

/** An OpenAPI 3.1 document, as far as types follow from it. */
export type ApiDocument = {
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};

/** TypeScript for every schema of the document, and for what each operation takes and answers. */
export function clientTypes({ components, paths }: ApiDocument): string {
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) => `${comment(schema.description)}export type ${name} = ${typeOf(schema)};\n`,
  );
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => operationOf(method, path, operation)),
  );
  return [
    '// Written by `npm run docs:client` from docs/openapi.json; not to be changed by hand.\n',
    ...schemas,
    `/** Every operation: what it takes and what it answers. */\n${operationsOf(operations)}`,
  ].join('\n');
}

function operationsOf(operations: readonly string[]): string {
  return `export type Operations = {\n${indented(operations.join('\n'))}\n};\n`;
}

function operationOf(method: string, path: string, operation: Operation): string {
  const parameters = operation.parameters ?? [];
  const body = jsonOf(operation.requestBody);
  const parts = [
    ...parametersOf('path', parameters),
    ...parametersOf('query', parameters),
    ...(body ? [`readonly body: ${typeOf(body)};`] : []),
    `readonly answer: ${answerOf(operation)};`,
  ];
  const type = `{\n${indented(parts.join('\n'))}\n}`;
  return `${comment(operation.summary)}'${method.toUpperCase()} ${path}': ${type};`;
}

function parametersOf(place: string, parameters: readonly Parameter[]): readonly string[] {
  const here = parameters.filter((parameter) => parameter.in === place);
  if (here.length === 0) return [];
  const optional = here.every(({ required }) => !required) ? '?' : '';
  return [`readonly ${place}${optional}: {\n${indented(here.map(parameterOf).join('\n'))}\n};`];
}

function parameterOf({ name, required, description, schema }: Parameter): string {
  const absent = required ? '' : ' | undefined';
  return member(name, required === true, typeOf(schema) + absent, description);
}

function answerOf({ responses }: Operation): string {
  const [, success] = Object.entries(responses).find(([status]) => status.startsWith('2')) ?? [];
  const schema = jsonOf(success);
  return schema ? typeOf(schema) : success?.content ? 'Blob' : 'undefined';
}

function jsonOf(content: Content | undefined): Schema | undefined {
  return content?.content?.['application/json']?.schema;
}

function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return schema.$ref.replace('#/components/schemas/', '');
  if (schema.enum) return schema.enum.map((value) => `'${value}'`).join(' | ');
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return [...new Set(choices.map(typeOf))].join(' | ');
  if (schema.allOf) return schema.allOf.map(typeOf).join(' & ');
  if (schema.type === undefined) return 'unknown';
  return [schema.type]
    .flat()
    .map((type) => typeNamed(type, schema))
    .join(' | ');
}

function typeNamed(type: string, schema: Schema): string {
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'array') return `readonly ${element(schema.items ?? {})}[]`;
  return type === 'object' ? objectOf(schema) : type;
}

function element(items: Schema): string {
  const type = typeOf(items);
  return type.includes(' ') ? `(${type})` : type;
}

function objectOf({ properties = {}, required = [], additionalProperties }: Schema): string {
  const members = Object.entries(properties).map(([name, schema]) =>
    member(name, required.includes(name), typeOf(schema), schema.description),
  );
  if (members.length > 0) return `{\n${indented(members.join('\n'))}\n}`;
  const isOpen = typeof additionalProperties === 'object';
  return `Readonly<Record<string, ${isOpen ? typeOf(additionalProperties) : 'unknown'}>>`;
}

function member(name: string, required: boolean, type: string, text: string | undefined): string {
  const key = /^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`;
  return `${comment(text)}readonly ${key}${required ? '' : '?'}: ${type};`;
}

function comment(text: string | undefined): string {
  return text ? `/** ${text.replaceAll('*/', '* /').replace(/\s+/g, ' ')} */\n` : '';
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
