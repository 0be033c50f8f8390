import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './run.mjs'

/**
 * Secrets for a database on this machine, made once and kept in a file that only its owner may read.
 * @param {string} file from the root of the checkout
 * @returns {{ AUTH_SECRET: string, SEALING_KEY: string, AUDIT_KEY: string }}
 */
export function makeSecrets(file) {
  const place = join(root, file)
  const made = existsSync(place) ? JSON.parse(readFileSync(place, 'utf8')) : {}
  const secrets = {
    AUTH_SECRET: randomBytes(48).toString('base64url'),
    SEALING_KEY: randomBytes(32).toString('base64'),
    AUDIT_KEY: randomBytes(32).toString('base64'),
    ...made,
  }
  if (Object.keys(secrets).length > Object.keys(made).length) {
    mkdirSync(dirname(place), { recursive: true })
    writeFileSync(place, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  }
  return secrets
}
