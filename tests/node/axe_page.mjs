// Prints, as JSON by look, what axe-core says against a page, what its console says, and whether
// it is wider than the window.
//
//   node axe_page.mjs PAGE

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const page = pathToFileURL(process.argv[2]).href
const axe = readFileSync(createRequire(import.meta.url).resolve('@daisy/axe-core-for-ace'), 'utf8')
const looks = {
    wide: { width: 1200, colorScheme: 'light', forcedColors: 'none' },
    narrow: { width: 320, colorScheme: 'light', forcedColors: 'none' },
    dark: { width: 1200, colorScheme: 'dark', forcedColors: 'none' },
    forced: { width: 1200, colorScheme: 'dark', forcedColors: 'active' },
}

const judge = async (browser, { width, ...look }) => {
    const viewport = { width, height: 800 }
    const context = await browser.newContext({ viewport, ...look })
    const tab = await context.newPage()
    const said = []
    tab.on('console', message => said.push(message.text()))
    tab.on('pageerror', error => said.push(String(error)))
    await tab.goto(page)
    await tab.evaluate(axe) // past the page's own policy, which allows no script
    const { violations } = await tab.evaluate(() => globalThis.axe.run())
    const overflow = await tab.evaluate(() => document.documentElement.scrollWidth > innerWidth)
    return { violations: violations.map(one => `${one.id}: ${one.nodes[0].html}`), console: said, overflow }
}

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const found = {}
for (const [name, look] of Object.entries(looks)) found[name] = await judge(browser, look)
await browser.close()
console.log(JSON.stringify(found))
