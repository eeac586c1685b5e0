// Corrects an edition in the studio as a producer does, and prints, as JSON, what came of it.
//
//   node studio.mjs URL use WORDS SPEAKER   corrects who says the line that has those words
//   node studio.mjs URL look                has axe-core judge every page, in every look

import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import { chromium } from 'playwright-core'

const [url, what, words, speaker] = process.argv.slice(2)
const LONG = 120_000 // milliseconds; machines are busy
const LOOKS = {
    wide: { viewport: { width: 1366, height: 900 } },
    narrow: { viewport: { width: 320, height: 640 } },
    dark: { viewport: { width: 1366, height: 900 }, colorScheme: 'dark' },
    'narrow dark': { viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
    'forced colours': { viewport: { width: 900, height: 700 }, forcedColors: 'active' },
}
const browser = await chromium.launch({
    executablePath: process.env.PUPPETEER_EXECUTABLE_PATH,
    args: ['--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required'],
})
const came = { console: [], found: [] }

const open = async (look = LOOKS.wide) => {
    const context = await browser.newContext({ ...look, bypassCSP: what === 'look' })
    const page = await context.newPage()
    page.setDefaultTimeout(LONG)
    page.on('console', message => came.console.push(message.text()))
    page.on('pageerror', error => came.console.push(error.message))
    await page.goto(url)
    return page
}
const toDesk = async page => {
    await page.click('.card a')
    await page.waitForSelector('.line')
}
const state = page => page.evaluate(() => ({
    focus: document.activeElement.id || document.activeElement.tagName,
    here: document.querySelector('.line.here')?.id ?? null,
    heard: document.querySelector('.line.heard')?.id ?? null,
    said: document.getElementById('said').textContent,
    form: Boolean(document.querySelector('.panel .form')),
    help: document.getElementById('help').open,
}))
const press = async (page, key) => {
    await page.keyboard.press(key)
    return state(page)
}
const told = (page, start) => page.waitForFunction(
    wanted => document.getElementById('said').textContent.startsWith(wanted), start)
const speakerOf = (page, id) => page.textContent(`#${id} .name`)
const silent = page => page.waitForFunction(() => !document.querySelector('.line.heard'))

const use = async () => {
    const page = await open()
    await toDesk(page)
    const sounds = []
    page.on('response', answer => answer.url().endsWith('.wav') && sounds.push(answer.status()))
    const id = await page.evaluate(
        text => [...document.querySelectorAll('.line')].find(one => one.textContent.includes(text)).id, words)
    came.id = id
    came.before = await speakerOf(page, id)

    came.keys = { j: await press(page, 'j'), 'j again': await press(page, 'j'), k: await press(page, 'k') }
    came.keys.space = await press(page, ' ')
    await silent(page)
    came.keys['?'] = await press(page, '?')
    await page.uncheck('#use-keys')
    came.keys.Escape = await press(page, 'Escape')
    const off = await press(page, 'j')
    came.keys.off = off.here === came.keys.k.here
    await page.click('#show-help')
    await page.check('#use-keys')
    await page.keyboard.press('Escape')

    await page.hover(`#${id} .name`)
    came.why = (await page.textContent(`#${id} .why`)).trim()
    came.hovered = await page.isVisible(`#${id} .why`)
    await page.mouse.move(0, 0)
    await page.focus(`#${id} .name`)
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Tab')
    came.focused = await page.isVisible(`#${id} .why`)
    await page.keyboard.press('Escape')
    came.dismissed = !await page.isVisible(`#${id} .why`)

    await page.focus(`#${id}`)
    await page.keyboard.press('e')
    await page.waitForSelector('.panel .form')
    came.field = await page.waitForFunction(() => document.activeElement.name).then(one => one.jsonValue())
    await page.keyboard.press('Escape')
    came.closed = await state(page)
    await page.keyboard.press('e')
    await page.waitForSelector('.panel .form select[name="speaker"]')
    await page.selectOption('select[name="speaker"]', speaker)
    sounds.length = 0
    await page.keyboard.press('Control+Enter')
    await told(page, 'Saved')
    came.saved = { ...await state(page), speaker: await speakerOf(page, id) }
    await silent(page)
    came.sounds = [...sounds]

    await page.keyboard.press('m')
    await page.waitForSelector('#report-title')
    came.report = await page.textContent('#making')
    await page.waitForFunction(() => document.querySelector('.side .waveform'))
    came.made = await state(page)
    await page.reload()
    await page.waitForSelector('.line')
    came.kept = await speakerOf(page, id)

    await page.click('#check button')
    await told(page, '')
    await page.waitForSelector('.findings, #check p')
    await page.click('#undo')
    await told(page, 'Undone')
    came.undone = await speakerOf(page, id)
}

const judge = async (page, name) => {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (wider > 0) came.found.push(`${name}: ${wider} pixels wider than the window`)
    await page.evaluate(axe)
    const { violations } = await page.evaluate(() => globalThis.axe.run())
    came.found.push(...violations.map(one => `${name}: ${one.id}: ${one.nodes[0].html}`))
}
const look = async () => {
    for (const [name, way] of Object.entries(LOOKS)) {
        const page = await open(way)
        await judge(page, `list, ${name}`)
        await toDesk(page)
        await judge(page, `desk, ${name}`)
        await page.click('.quote .name')
        await page.waitForSelector('.panel .form')
        await judge(page, `form, ${name}`)
        await page.click('#show-help')
        await judge(page, `help, ${name}`)
        await page.keyboard.press('Escape')
        await page.goto(new URL('text', page.url()).href)
        await judge(page, `text, ${name}`)
        await page.context().close()
    }
}

try {
    await (what === 'use' ? use() : look())
} finally {
    await browser.close()
}
console.log(JSON.stringify(came))
