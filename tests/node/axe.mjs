// Looks at a page in every way that people look at it, and prints, as JSON, what is wrong in each:
// what axe-core finds, what the console says, what is wider than the window, what is asked of
// other places.
//
//   node axe.mjs PAGE [WAY...]     the page's address, or its file

import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const WAYS = {
    wide: { viewport: { width: 1366, height: 900 } },
    narrow: { viewport: { width: 320, height: 640 } },
    dark: { viewport: { width: 1366, height: 900 }, colorScheme: 'dark' },
    'narrow dark': { viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
    'forced colours': { viewport: { width: 900, height: 700 }, forcedColors: 'active' },
    'no script': { viewport: { width: 900, height: 700 }, javaScriptEnabled: false },
}

const [place, ...ways] = process.argv.slice(2)
const url = existsSync(place) ? pathToFileURL(place) : new URL(place)
const found = []

const look = async (browser, way) => {
    const context = await browser.newContext(WAYS[way])
    const page = await context.newPage()
    const note = what => found.push(`${url.pathname} (${way}): ${what}`)
    page.on('console', message => note(message.text()))
    page.on('pageerror', error => note(error.message))
    page.on('request', request => elsewhere(request.url()) && note(`asks for ${request.url()}`))
    await page.goto(url.href)
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (wider > 0) note(`${wider} pixels wider than the window`)
    if (way !== 'no script') {
        await page.evaluate(() => document.querySelectorAll('details').forEach(one => { one.open = true }))
        await page.evaluate(() => document.querySelector('[data-begin]')?.click())
        await judge(page, note)
        if (await page.$('dialog')) {
            await page.keyboard.press('Escape')
            await page.click('#help')
            await judge(page, note)
        }
    }
    await context.close()
}

const elsewhere = asked => {
    const { protocol, host } = new URL(asked)
    return protocol !== 'data:' && (protocol !== url.protocol || host !== url.host)
}

const judge = async (page, note) => {
    await page.evaluate(axe) // past the page's own policy, which the page itself is held to
    const { violations } = await page.evaluate(() => window.axe.run())
    for (const { id, nodes } of violations)
        note(`${id}: ${nodes[0].html} and ${nodes.length - 1} more; ${nodes[0].failureSummary}`)
}

const browser = await chromium.launch({
    executablePath: process.env.PUPPETEER_EXECUTABLE_PATH,
    args: ['--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required'],
})
try {
    for (const way of ways.length ? ways : Object.keys(WAYS)) await look(browser, way)
} finally {
    await browser.close()
}
console.log(JSON.stringify(found))
