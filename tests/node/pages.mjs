// Opens a page in Chromium in several ways and prints, as JSON, what is wrong with it in each:
// what axe-core finds, what is wider than the window, what was asked of other places.
//
//   node pages.mjs PAGE.html [SCREENSHOTS]

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const [page, pictures] = process.argv.slice(2)
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const ways = {
    wide: { viewport: { width: 1280, height: 900 } },
    narrow: { viewport: { width: 320, height: 640 } },
    dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
    'forced colours': { viewport: { width: 1280, height: 900 }, forcedColors: 'active' },
}

const browser = await chromium.launch({
    executablePath: process.env.PUPPETEER_EXECUTABLE_PATH || '/usr/bin/chromium',
    args: ['--no-sandbox'],
})
const found = []
for (const [way, options] of Object.entries(ways)) {
    const context = await browser.newContext({ ...options, bypassCSP: true })
    const tab = await context.newPage()
    tab.on('console', message => found.push(`${way}: console: ${message.text()}`))
    tab.on('request', request => {
        if (!request.url().startsWith('file:')) found.push(`${way}: asks for ${request.url()}`)
    })
    await tab.goto(pathToFileURL(page).href)
    await tab.evaluate(axe)
    const { violations } = await tab.evaluate(() => axe.run())
    for (const { id, nodes } of violations)
        found.push(...nodes.map(node => `${way}: ${id}: ${node.target} ${node.failureSummary}`))
    const [inner, outer] = await tab.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
    if (inner > outer) found.push(`${way}: ${inner - outer} pixels wider than the window`)
    if (pictures)
        await tab.screenshot({ path: `${pictures}-${way.replace(' ', '-')}.png`, fullPage: true })
    await context.close()
}
const strict = await browser.newPage() // the page's own policy holds here, so that it must fit its style
strict.on('console', message => found.push(`strict: ${message.text()}`))
await strict.goto(pathToFileURL(page).href)
await browser.close()
console.log(JSON.stringify(found))
