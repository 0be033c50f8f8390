import { Server } from 'node:http'

const emit = Server.prototype.emit

/**
 * Adds whoever reached this process to the end of `X-Forwarded-For`, whatever stands there already:
 * Next does so only where the header is missing, and so believes what a caller writes.
 */
export function nameCaller() {
  Server.prototype.emit = function (event, ...rest) {
    const [request] = rest
    if (event === 'request') {
      const named = request.headers['x-forwarded-for']
      request.headers['x-forwarded-for'] = [named, request.socket.remoteAddress]
        .filter(Boolean)
        .join(', ')
    }
    return Reflect.apply(emit, this, [event, ...rest])
  }
}
