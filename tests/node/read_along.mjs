// Plays an EPUB in foliate-js and prints, as JSON, each passage that it highlights, in order.
//
//   node read_along.mjs BOOK.epub play|step
//
// "play" listens at double speed until the end; "step" goes on as soon as a passage is heard.

import { readFile } from 'node:fs/promises'
import { dirname, extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const [book, manner] = process.argv.slice(2)
const reader = join(dirname(fileURLToPath(import.meta.url)), 'node_modules', 'foliate-js')
const TURN = 150 // milliseconds, for a page to be turned
const QUIET = 4000 // milliseconds without a word: the book is over
const types = { '.js': 'text/javascript', '.epub': 'application/epub+zip' }

const served = async path => {
    if (path === '/') return { body: '<!DOCTYPE html><title>Reader</title>', contentType: 'text/html' }
    const file = path === '/book.epub' ? book : join(reader, normalize(path))
    return { body: await readFile(file), contentType: types[extname(file)] ?? 'text/plain' }
}

const listen = async ([manner, TURN, QUIET]) => {
    const { makeBook } = await import('/view.js')
    const blob = await (await fetch('/book.epub')).blob()
    const view = document.createElement('foliate-view')
    view.style.cssText = 'display: block; width: 800px; height: 600px'
    document.body.append(view)
    await view.open(await makeBook(new File([blob], 'book.epub')))
    await view.init({})
    const { mediaOverlay, renderer } = view
    // Found here, because foliate-js 1.0.1 itself marks nothing in the first document.
    const wordsOf = ({ text }) => {
        const { index, anchor } = view.resolveNavigation(text)
        const shown = renderer.getContents().find(contents => contents.index === index)
        return shown ? anchor(shown.doc).textContent : null
    }
    const heard = []
    let latest
    await new Promise((resolve, reject) => {
        let waiting
        const waitForMore = () => {
            clearTimeout(waiting)
            waiting = setTimeout(resolve, QUIET)
        }
        mediaOverlay.addEventListener('error', ({ detail }) => reject(detail))
        mediaOverlay.addEventListener('highlight', ({ detail }) => {
            waitForMore()
            if (detail === latest) return // the sound had to wait, and goes on
            latest = detail
            setTimeout(() => {
                heard.push({ place: detail.text, words: wordsOf(detail) })
                if (manner === 'step') mediaOverlay.next()
            }, TURN)
        })
        mediaOverlay.setRate(manner === 'play' ? 2 : 1)
        mediaOverlay.start(0)
        waitForMore()
    })
    return heard
}

const browser = await chromium.launch({
    executablePath: process.env.PUPPETEER_EXECUTABLE_PATH,
    args: ['--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required'],
})
try {
    const page = await browser.newPage()
    await page.route('**/*', async route => {
        const { pathname, protocol } = new URL(route.request().url())
        return protocol === 'http:' ? route.fulfill(await served(pathname)) : route.continue()
    })
    await page.goto('http://reader.test/')
    console.log(JSON.stringify(await page.evaluate(listen, [manner, TURN, QUIET])))
} finally {
    await browser.close()
}
