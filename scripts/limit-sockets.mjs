import { Server } from 'node:http'

const listen = Server.prototype.listen

/**
 * How long somebody may take who sends slowly, in milliseconds: for the headers, and for all of a
 * request. The largest file (8 MB) takes under two minutes on a line of 0.6 Mbit/s. Node would wait
 * one minute and five (OWASP ASVS 5.0, 15.2.2; threat T-23).
 */
export const patience = {
  headersTimeout: 15_000,
  requestTimeout: 120_000,
  connectionsCheckingInterval: 5_000,
}

/** From now on every server of this process closes connections whose request does not come to an end. */
export function limitSockets() {
  Server.prototype.listen = function (...asked) {
    Object.assign(this, patience)
    return Reflect.apply(listen, this, asked)
  }
}
