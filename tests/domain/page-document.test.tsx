import { readFileSync } from 'node:fs'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { brandColour } from '@/components/page/brand'
import { ContactList } from '@/components/page/contact-list'
import { Document, type DocumentProps } from '@/components/page/document'

const names = { service: 'Modern slavery referral', partnership: 'A partnership' }
const assets = { stylesheet: '/assets/service-1.css', script: '/assets/service-1.js' }

function draw(props: Partial<DocumentProps> = {}) {
  return renderToStaticMarkup(
    <Document title="Are they in danger now?" names={names} {...assets} {...props}>
      <h1>Are they in danger now?</h1>
    </Document>,
  )
}

function linksOf(html: string) {
  return [...html.matchAll(/<a [^>]*href="([^"]*)"[^>]*>/g)].map(([, href]) => href)
}

describe('a page', () => {
  it('is titled by its question, then the service', () => {
    expect(draw()).toContain('<title>Are they in danger now? - Modern slavery referral</title>')
  })

  it('says at the front of its title that something is wrong', () => {
    expect(draw({ hasErrors: true })).toContain('<title>Error: Are they in danger now? - ')
  })

  it('names the service in the tab as its caller likes', () => {
    expect(draw({ titleService: 'Referral' })).toContain('? - Referral</title>')
  })

  it('has no script or style that its policy would refuse', () => {
    const html = draw({ exitHref: '/leave' })
    expect(html).not.toMatch(/ style=| on\w+=|<style|<script(?![^>]*src=)/)
  })

  it('lets people skip to the question, then leave, before anything else', () => {
    const links = linksOf(draw({ exitHref: '/leave', before: <a href="/before">Back</a> }))
    expect(links.slice(0, 5)).toEqual(['#main-content', '/leave', '/', '/leave', '/before'])
  })

  it('offers no way to leave where none is asked for', () => {
    expect(draw()).not.toContain('Exit this page')
  })

  it('ends with the four pages that the law names', () => {
    const footer = draw().split('<footer')[1] ?? ''
    const words = [...footer.matchAll(/<a [^>]*>([^<]*)<\/a>/g)].map(([, text]) => text)
    expect(words).toEqual(['Privacy', 'Accessibility', 'Cookies', 'Terms and conditions'])
  })

  it.each(['styles/_govuk-parts.scss', 'public/favicon.svg'])('has the colour of %s', (path) => {
    expect(readFileSync(path, 'utf8')).toContain(brandColour)
  })
})

describe('a list of contacts', () => {
  it('rings the number as it is written, without its spaces', () => {
    const contacts = [{ name: 'Helpline', number: '0808 157 0123' }]
    const html = renderToStaticMarkup(<ContactList contacts={contacts} />)
    expect(html).toMatch(/href="tel:08081570123"[^>]*>0808 157 0123</)
  })
})
