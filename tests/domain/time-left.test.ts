import { describe, expect, it } from 'vitest'
import { deviceOf } from '@/lib/access/device'
import { showTimeLeft } from '@/lib/wording/time-left'

describe('how long is left is said in steps that can be read out', () => {
  it.each([
    [120, 'in 2 minutes'],
    [61, 'in 2 minutes'],
    [60, 'in 60 seconds'],
    [41, 'in 60 seconds'],
    [40, 'in 40 seconds'],
    [1, 'in 20 seconds'],
    [0, 'now'],
    [-5, 'now'],
  ])('%i seconds: %s', (seconds, shown) => {
    expect(showTimeLeft(seconds)).toBe(shown)
  })
})

describe('a device is called what its owner would call it', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
      'Edge on Windows',
    ],
    [
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
      'Chrome on Android',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
      'Safari on iPhone',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0.0.0 Mobile/15E148 Safari/604.1',
      'Chrome on iPhone',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:145.0) Gecko/20100101 Firefox/145.0',
      'Firefox on Mac',
    ],
    ['curl/8.0', 'A browser on another device'],
    [null, 'A browser on another device'],
  ])('%s', (userAgent, name) => {
    expect(deviceOf(userAgent)).toBe(name)
  })
})
