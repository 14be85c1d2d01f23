import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { Clock } from '../clock.js';
import { RuntimeModule } from '../runtime.module.js';
import { PROBLEM_SCHEMA, withProblems } from './openapi-problem.js';

/** The OpenAPI 3.1 document of all controllers of this process. */
export function buildOpenApi(app: NestFastifyApplication, title: string): OpenAPIObject {
  const document = SwaggerModule.createDocument(app, frame(title), {
    autoTagControllers: false,
    operationIdFactory: (controller, method) => `${controller.replace('Controller', '')}_${method}`,
  });
  return finished(document);
}

/** The same document of a module's controllers that are read only: no provider of them is made. */
export async function describeApi(title: string, module: DynamicModule): Promise<OpenAPIObject> {
  const app = await NestFactory.create<NestFastifyApplication>(
    RuntimeModule.with({ clock: new Clock(false), module }),
    new FastifyAdapter(),
    { preview: true, logger: false, abortOnError: false },
  );
  const document = buildOpenApi(app, title);
  await app.close();
  return document;
}

/** One document of those of several processes; what they name alike must be alike. */
export function mergeOpenApi(title: string, documents: readonly OpenAPIObject[]): OpenAPIObject {
  const merged: OpenAPIObject = { ...frame(title), paths: {} };
  const schemas = documents.map(({ components }) => components?.schemas ?? {});
  return finished({
    ...merged,
    components: { ...merged.components, schemas: Object.assign({}, ...schemas) },
    paths: Object.assign({}, ...documents.map(({ paths }) => paths)),
  });
}

/**
 * Serves the document under `/openapi.json` and as a page under `/docs`, all from this machine.
 * To be called before the application listens; `document` is asked at the first request.
 */
export function serveDocs(app: NestFastifyApplication, document: () => OpenAPIObject): void {
  SwaggerModule.setup('docs', app, document, {
    jsonDocumentUrl: '/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Order to cash',
    swaggerOptions: { persistAuthorization: true, docExpansion: 'none', operationsSorter: 'alpha' },
  });
}

function frame(title: string): Omit<OpenAPIObject, 'paths'> {
  return new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(title)
    .setVersion('1')
    .setDescription('Money is text with its currency; every POST carries an Idempotency-Key.')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key' }, 'key')
    .build();
}

function finished(document: OpenAPIObject): OpenAPIObject {
  const components = document.components ?? {};
  return {
    ...document,
    components: { ...components, schemas: { ...components.schemas, Problem: PROBLEM_SCHEMA } },
    paths: withProblems(document.paths),
  };
}
