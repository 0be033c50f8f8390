import { createElement, type ReactNode } from 'react'

export interface HtmlElement {
  name: string
  attributes: Record<string, string>
  children: HtmlNode[]
}

export type HtmlNode = HtmlElement | string

const voidElements = new Set(['br', 'hr', 'img', 'input', 'link', 'meta'])
const inlineElements = new Set(['a', 'b', 'code', 'em', 'i', 'span', 'strong'])
const token =
  /<!--[\s\S]*?-->|<\/([\w-]+)\s*>|<([\w-]+)((?:\s+[^\s=/>]+(?:="[^"]*")?)*)\s*(\/?)>|[^<]+/g

/** Reads well-formed HTML, such as fixtures and React write, into a tree. */
export function parseHtml(html: string): HtmlNode[] {
  const root: HtmlElement = { name: '', attributes: {}, children: [] }
  const open = [root]
  for (const [text, closing, name, attributes = '', selfClosing] of html.matchAll(token)) {
    const parent = open.at(-1) ?? root
    if (closing) {
      if (parent.name !== closing) throw new Error(`</${closing}> closes <${parent.name}>`)
      open.pop()
    } else if (name) {
      const element = { name, attributes: parseAttributes(attributes), children: [] }
      parent.children.push(element)
      if (!selfClosing && !voidElements.has(name)) open.push(element)
    } else if (!text.startsWith('<!--')) {
      parent.children.push(decode(text))
    }
  }
  return root.children
}

/** Writes a tree so that only what a browser or a screen reader can tell apart differs. */
export function canonicalHtml(html: string): string {
  return print(parseHtml(html), '', false).join('\n')
}

/** The same tree as React elements, to hand to a component as its children. */
export function toReact(html: string): ReactNode {
  return toElements(parseHtml(html))
}

function parseAttributes(source: string): Record<string, string> {
  const pairs = source.matchAll(/([^\s=/>]+)(?:="([^"]*)")?/g)
  return Object.fromEntries([...pairs].map(([, key = '', value = '']) => [key, decode(value)]))
}

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  '#x27': "'",
  nbsp: '\u00a0',
  ctdot: '⋯',
}

function decode(text: string): string {
  return text.replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole)
}

function print(nodes: HtmlNode[], indent: string, keepEdges: boolean): string[] {
  return nodes.flatMap((node, index) => {
    if (typeof node === 'string') {
      const before = nodes[index - 1]
      const after = nodes[index + 1]
      const text = trimBeside(node.replace(/\s+/g, ' '), before, after, keepEdges)
      return text ? [`${indent}${JSON.stringify(text)}`] : []
    }
    const classes = (node.attributes.class ?? '').split(/\s+/).filter(Boolean).sort()
    const attributes = Object.entries({ ...node.attributes, class: classes.join(' ') })
      .filter(([key, value]) => key !== 'class' || value)
      // React writes some names in capitals, as HTML lets it.
      .map(
        ([key, value]) =>
          `${key.toLowerCase()}=${JSON.stringify(value.replace(/\s+/g, ' ').trim())}`,
      )
      .sort()
    return [
      `${indent}<${[node.name, ...attributes].join(' ')}>`,
      ...print(node.children, `${indent}  `, classes.includes('govuk-visually-hidden')),
    ]
  })
}

function trimBeside(
  text: string,
  before: HtmlNode | undefined,
  after: HtmlNode | undefined,
  keepEdges: boolean,
): string {
  const matters = (neighbour: HtmlNode | undefined) =>
    neighbour === undefined
      ? keepEdges
      : typeof neighbour === 'string' || inlineElements.has(neighbour.name)
  const start = matters(before) ? text : text.trimStart()
  const trimmed = matters(after) ? start : start.trimEnd()
  return trimmed === ' ' ? '' : trimmed
}

function toElements(nodes: HtmlNode[]): ReactNode[] {
  return nodes.map((node, key) => {
    if (typeof node === 'string') return node
    const { class: className, for: htmlFor, ...rest } = node.attributes
    const props = { key, className, htmlFor, ...rest }
    return node.name === 'textarea'
      ? createElement('textarea', { ...props, defaultValue: node.children.join('') })
      : createElement(node.name, props, ...toElements(node.children))
  })
}
