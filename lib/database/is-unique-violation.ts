import { Prisma } from './generated/client'

/** Whether a statement failed because another row has the same key: in Prisma's words, or in SQL's. */
export const isUniqueViolation = (error: unknown) =>
  error instanceof Prisma.PrismaClientKnownRequestError
    ? error.code === 'P2002'
    : error instanceof Error && 'code' in error && error.code === '23505'
