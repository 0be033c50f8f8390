import { jsonSchemas } from './api-schemas'
import { operationNames, operationOf, usualRefusals, type Operation } from './operations'

const schemaOf = (name: string) => ({ $ref: `#/components/schemas/${name}` })

const limits = {
  RateLimit: 'What is left of the calls, and seconds until there are more',
  'RateLimit-Policy': 'How many calls in how many seconds',
}

const headersOf = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, description]) => [
      name,
      { description, schema: { type: 'string' } },
    ]),
  )

const refusalsOf = ({ scope, refused = {} }: Operation) =>
  Object.fromEntries(
    Object.entries(scope ? { ...usualRefusals, ...refused } : refused).map(
      ([status, description]) => [
        status,
        {
          description,
          content: { 'application/problem+json': { schema: schemaOf('Problem') } },
        },
      ],
    ),
  )

const doneOf = ({ scope, done, headers = {} }: Operation) => ({
  description: done.says,
  ...(scope && { headers: headersOf({ ...limits, ...headers }) }),
  content: {
    'application/json': { schema: done.schema ? schemaOf(done.schema) : { type: 'object' } },
  },
  ...(done.schema === 'Receipt' && {
    links: {
      state: {
        operationId: 'findReferral',
        parameters: { reference: '$response.body#/reference' },
      },
    },
  }),
})

const bodyOf = ({ body, file }: Operation) => {
  if (body)
    return {
      required: true,
      content: {
        'application/json': { schema: schemaOf(body.schema), example: body.example },
      },
    }
  if (!file) return undefined
  return { required: true, content: Object.fromEntries(file.map((type) => [type, {}])) }
}

const drawn = (name: string, operation: Operation) => {
  const requestBody = bodyOf(operation)
  return {
    operationId: name,
    summary: operation.says,
    ...(operation.more && { description: operation.more }),
    security: operation.scope ? [{ token: [operation.scope] }] : [],
    ...(operation.parameters && {
      parameters: operation.parameters.map(
        ({ name, in: place, says, isRequired = false, schema = { type: 'string' } }) => ({
          name,
          in: place,
          description: says,
          required: isRequired,
          schema,
        }),
      ),
    }),
    ...(requestBody && { requestBody }),
    responses: {
      [operation.done.status]: doneOf(operation),
      ...(operation.headers?.ETag && operation.method === 'GET'
        ? { 304: { description: 'It is as it was' } }
        : {}),
      ...refusalsOf(operation),
    },
  }
}

/**
 * The OpenAPI 3.1 document of the partner API: made of the list of operations and of the schemas that
 * the service itself checks with.
 * @param origin where the service is, like https://refer.example
 */
export const apiDocument = (origin: string) => {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const name of operationNames) {
    const operation = operationOf(name)
    const path = (paths[operation.path] ??= {})
    path[operation.method.toLowerCase()] = drawn(name, operation)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Modern slavery referrals for Hertfordshire',
      version: '1',
      description:
        'The system of an organisation sends the same referral that its staff would type, and follows it.',
    },
    servers: [{ url: `${origin}/api/v1` }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: jsonSchemas(),
    },
  }
}
