import { defineConfig, globalIgnores } from 'eslint/config'
import next from 'eslint-config-next/core-web-vitals'
import typescript from 'typescript-eslint'

/**
 * The rule between rooms, while typing. tests/architecture.test.ts holds the whole of it.
 * @param {string[]} files
 * @param {{ regex: string, message: string }[]} patterns
 */
const mayNotImport = (files, patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
})

const routes = { regex: '^@/app/', message: 'Routes are the top: nothing imports them.' }
const drawing = { regex: '^@/components/', message: 'The rooms of lib know nothing of drawing.' }
const database = { regex: '^@/lib/database/', message: 'Only verbs of lib touch the database.' }
const otherRooms = (/** @type {string} */ room) => [
  { regex: `^@/(?!lib/${room}/)`, message: 'This room imports no other room.' },
]

export default defineConfig(
  globalIgnores(['.next/', '.data/', 'lib/database/generated/', 'public/', 'test-results/']),
  next,
  typescript.configs.strict,
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as' }],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', prefer: 'type-imports' },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    rules: {
      eqeqeq: 'error',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Ask lib/environment.ts.' },
      ],
      // Pages are drawn by route handlers: plain links, heads and scripts are the right ones.
      '@next/next/no-head-element': 'off',
      '@next/next/no-html-link-for-pages': 'off',
      '@next/next/no-sync-scripts': 'off',
      'react/no-danger': 'error',
    },
  },
  {
    files: ['instrumentation.ts', 'lib/environment.ts', 'scripts/**', 'tests/**', '*.config.*'],
    rules: { 'no-restricted-properties': 'off' },
  },
  mayNotImport(['components/**'], [routes, database]),
  mayNotImport(['lib/**'], [routes, drawing]),
  mayNotImport(['lib/journey/**'], otherRooms('journey')),
  mayNotImport(['lib/routing/**'], otherRooms('routing')),
  mayNotImport(['app/**'], [database]),
)
