import { Prisma } from './generated/client'

/** Whether a statement failed because another row has the same key. */
export const isUniqueViolation = (error: unknown) =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
