// Uses a player page as a person does, and prints, as JSON, what came of it.
//
//   node player.mjs URL '{"u12": 61.5, ...}' [class]
//
// The second argument gives, for sentences to be tried, a time at which each is heard; "class"
// takes the browser's own way of marking text away.

import { chromium } from 'playwright-core'

const [url, times, manner] = process.argv.slice(2)
const LONG = 30_000 // milliseconds; machines are busy

const marked = () => {
    const ranges = [...window.Highlight ? CSS.highlights.get('heard') ?? [] : []]
    return ranges[0]?.startContainer.id ?? document.querySelector('.heard')?.id ?? null
}
const state = () => {
    const audio = document.getElementById('audio')
    const { id, tagName, textContent, type } = document.activeElement
    return {
        at: audio.currentTime, paused: audio.paused, speed: audio.playbackRate,
        focus: id || `${tagName} ${type ?? ''} ${textContent.trim()}`.slice(0, 60),
        chapter: document.getElementById('now').textContent,
        help: document.querySelector('dialog')?.open ?? false,
        reading: window.scrollY, returns: !document.getElementById('return')?.hidden,
    }
}

const browser = await chromium.launch({
    executablePath: process.env.PUPPETEER_EXECUTABLE_PATH,
    args: ['--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required'],
})
const came = { console: [], requests: [] }
const context = await browser.newContext({ viewport: { width: 1280, height: 720 } })

const open = async at => {
    const page = await context.newPage()
    page.setDefaultTimeout(LONG)
    page.on('console', message => came.console.push(message.text()))
    page.on('pageerror', error => came.console.push(error.message))
    page.on('request', request => came.requests.push(request.url()))
    if (manner === 'class') await page.addInitScript(() => { delete window.Highlight })
    await page.addInitScript(`window.marked = ${marked}`)
    await page.goto(at)
    await page.waitForFunction(() => document.getElementById('audio').readyState > 0)
    return page
}
const is = (page, id) => page.waitForFunction(wanted => window.marked() === wanted, id)
    .then(() => true, () => page.evaluate('marked()'))
const seek = (page, time) => page.evaluate(to => { document.getElementById('audio').currentTime = to }, time)
const stop = page => page.evaluate(() => document.getElementById('audio').pause())
const press = async (page, key) => {
    await page.keyboard.press(key)
    return page.evaluate(state)
}

const listen = async page => {
    came.before = await page.evaluate(state)
    await page.click('#play')
    await page.waitForFunction(() => document.getElementById('audio').currentTime > 0.5)
    came.playing = { ...await page.evaluate(state), marked: await page.evaluate('marked()') }
    came.marked = {}
    for (const [id, time] of Object.entries(JSON.parse(times))) {
        await seek(page, time)
        await stop(page) // or a slow machine would be past it
        came.marked[id] = await is(page, id)
        await seek(page, time)
        await page.evaluate(() => document.getElementById('audio').play().catch(() => null))
    }
    await stop(page)
}

const jump = async page => {
    came.chapters = []
    for (const link of await page.$$('a.chapter')) {
        await link.click()
        came.chapters.push((await page.evaluate(state)).at)
    }
    const [id, time] = Object.entries(JSON.parse(times))[0]
    await page.click(`#${id}`)
    came.clicked = { ...await page.evaluate(state), wanted: time, marked: await is(page, id) }
    await stop(page)
}

const walk = async page => {
    came.tab = []
    for (let stops = 0; stops < 60; stops += 1) {
        const { focus } = await press(page, 'Tab')
        if (focus.startsWith('BODY')) break
        came.tab.push(focus)
    }
    await page.close()
}

const type = async page => {
    await seek(page, 0)
    came.keys = {}
    await page.evaluate(() => document.activeElement.blur())
    for (const key of ['l', 'j', '.', ',', 'n', 'p', '+', '-', 'k', 'k', ' ', ' ', '?', 'Escape']) {
        const name = key in came.keys ? `${key} again` : key
        came.keys[name] = await press(page, key)
        await page.waitForTimeout(50)
    }
    await page.click('#help')
    await page.uncheck('#use-keys')
    await page.keyboard.press('Escape')
    came.off = [(await page.evaluate(state)).at, (await press(page, 'l')).at]
    await page.focus('article [role="button"]')
    const first = (await page.evaluate(state)).focus
    const next = await press(page, 'ArrowRight')
    came.sentence = { first, next: next.focus, played: !(await press(page, 'Enter')).paused }
    await stop(page)
}

const scroll = async page => {
    await seek(page, 1)
    await page.evaluate(() => document.getElementById('play').click())
    await page.mouse.move(600, 500)
    await page.mouse.wheel(0, 3000)
    await page.waitForFunction(() => !document.getElementById('return').hidden)
    const before = await page.evaluate(state)
    await seek(page, 6)
    await page.waitForTimeout(300)
    came.scrolled = { before: before.reading, after: (await page.evaluate(state)).reading }
    await page.click('#return')
    await page.waitForFunction(was => scrollY < was / 2, before.reading)
    await stop(page)
}

try {
    const page = await open(url)
    await listen(page)
    if (manner !== 'class') {
        await jump(page)
        await walk(await open(url))
        await type(page)
        await scroll(page)
        await page.selectOption('#speed', '1.5')
        await seek(page, 20)
        await page.close()
        const again = await open(url)
        came.again = await again.evaluate(state)
        came.linked = await (await open(`${url}#${Object.keys(JSON.parse(times))[0]}`)).evaluate(state)
    }
} finally {
    await browser.close()
}
console.log(JSON.stringify(came))
