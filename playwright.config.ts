import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium, defineConfig, devices } from '@playwright/test'

const port = 3999

/** The system's browser, only where Playwright's own is absent. */
function systemBrowser(): string | undefined {
  if (existsSync(chromium.executablePath())) return undefined
  return (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) =>
      ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(folder, name)),
    )
    .find((file) => existsSync(file))
}

const phone = { ...devices['Pixel 7'], locale: 'en-GB', timezoneId: 'Europe/London' }

export default defineConfig({
  testDir: 'tests/journeys',
  outputDir: 'test-results/journeys',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  timeout: 60_000,
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  use: {
    baseURL: `http://localhost:${port}`,
    screenshot: 'only-on-failure',
    actionTimeout: 10_000,
    launchOptions: {
      executablePath: systemBrowser(),
      // Chromium's sandbox does not work for root.
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-quic',
        '--disable-sync',
        '--no-first-run',
        // Nothing that a page asks for leaves this machine.
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost',
      ],
    },
  },
  projects: [
    { name: 'with JavaScript', use: phone, grepInvert: /@without-javascript/ },
    {
      name: 'without JavaScript',
      use: { ...phone, javaScriptEnabled: false },
      grepInvert: /@with-javascript/,
    },
  ],
  webServer: {
    command: 'node --import tsx tests/support/serve.ts',
    url: `http://localhost:${port}/`,
    env: { PORT: String(port) },
    timeout: 300_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    stdout: 'ignore',
  },
})
