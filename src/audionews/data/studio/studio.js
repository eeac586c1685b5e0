// The keys, the sound and the progress.  Without it the forms still work; lines are not heard.

const on = (kind, act, where = document) => where.addEventListener(kind, act)
const find = (what, where = document) => where.querySelector(what)
const KEYS = 'audionews-studio-keys'

// ---- lines

const lines = () => [...document.querySelectorAll('.line')]
const here = () => find('.line.here') ?? find('.line')

const go = (line, { focus = true } = {}) => {
    if (!line) return
    find('.line.here')?.classList.remove('here')
    line.classList.add('here')
    if (focus) line.focus({ preventScroll: true })
    line.scrollIntoView({ block: 'nearest' })
}
const step = by => {
    const all = lines()
    const at = all.indexOf(find('.line.here'))
    go(all[Math.min(Math.max(at + by, 0), all.length - 1)])
}
const nextToLookAt = () => {
    const all = lines()
    const at = all.indexOf(find('.line.here'))
    const wanting = line => line.matches('.doubt') || find('.finding', line)
    const next = [...all.slice(at + 1), ...all.slice(0, at + 1)].find(wanting)
    if (next) go(next)
    else say('No line is doubtful or has a finding.')
}
const edit = line => find('.edit', line)?.click()

// ---- what is told

let fading
const say = words => {
    const place = find('#said')
    clearTimeout(fading)
    place.textContent = ''
    requestAnimationFrame(() => { place.textContent = words })
    fading = setTimeout(() => { place.textContent = '' }, 8000)
}

// ---- sound

let going = false // from line to line
const player = new Audio()
const heard = () => find('.line.heard')

const still = () => {
    player.pause()
    const line = heard()
    line?.classList.remove('heard')
    if (line) find('.play', line).ariaLabel = find('.play', line).ariaLabel.replace(/^Stop/, 'Play')
}
const play = (line, { on: goOn = false } = {}) => {
    if (!line) return
    still()
    going = goOn
    line.classList.add('heard')
    const button = find('.play', line)
    button.ariaLabel = button.ariaLabel.replace(/^Play/, 'Stop')
    player.src = line.dataset.clip
    player.play().catch(error => { if (error.name !== 'AbortError') { still(); say('This line cannot be heard.') } })
}
const playOrStop = line => {
    if (line?.classList.contains('heard')) still()
    else play(line)
}
on('ended', () => {
    const all = lines()
    const next = all[all.indexOf(heard()) + 1]
    still()
    if (!going || !next) return
    go(next, { focus: false })
    play(next, { on: true })
}, player)

// ---- clicks

on('click', event => {
    const line = event.target.closest('.line')
    if (event.target.closest('.play')) { go(line, { focus: false }); playOrStop(line) }
    else if (event.target.closest('.name')) { go(line, { focus: false }); edit(line) }
    else if (event.target.closest('.close')) { event.preventDefault(); close(event.target.closest('.panel')) }
    else if (event.target.closest('#play-on')) { if (heard()) still(); else play(here(), { on: true }) }
    else if (event.target.closest('#show-help')) find('#help').showModal()
    else if (line && !event.target.closest('a, button, input, select, textarea, label')) go(line, { focus: false })
})
const close = panel => {
    if (!panel) return
    panel.replaceChildren()
    panel.closest('.line').focus({ preventScroll: true })
}

// ---- keys

const useKeys = find('#use-keys')
const saved = () => { try { return localStorage.getItem(KEYS) } catch { return null } }
useKeys.checked = saved() !== 'off'
on('change', () => {
    try { localStorage.setItem(KEYS, useKeys.checked ? 'on' : 'off') } catch { /* for this page only */ }
}, useKeys)

const keys = {
    j: () => step(1),
    k: () => step(-1),
    e: () => edit(here()),
    p: () => { if (heard()) still(); else { go(here(), { focus: false }); play(here(), { on: true }) } },
    n: nextToLookAt,
    u: () => find('#undo')?.click(),
    m: () => find('#make')?.click(),
    '?': () => find('#help').showModal(),
    ' ': () => { go(here(), { focus: false }); playOrStop(here()) },
}
on('keydown', event => {
    const form = event.target.closest?.('.form')
    if (event.key === 'Escape') {
        document.body.classList.add('calm')
        if (form && !event.isComposing) { event.preventDefault(); close(form.closest('.panel')) }
    }
    if (form && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault()
        form.requestSubmit(find('.main', form))
    }
    const typing = event.target.closest?.('input, select, textarea, [contenteditable], dialog')
    const pressing = event.key === ' ' && event.target.closest?.('a, button, summary, audio')
    if (typing || pressing || event.ctrlKey || event.metaKey || event.altKey || !useKeys.checked) return
    if (!keys[event.key] || !find('.line')) return
    event.preventDefault()
    keys[event.key]()
})
on('pointermove', () => document.body.classList.remove('calm'))
on('focusin', event => {
    document.body.classList.remove('calm')
    const line = event.target.closest('.line')
    if (line && !line.classList.contains('here')) go(line, { focus: false })
})

// ---- what comes back

on('studio:done', event => {
    const { said, line, play: wanted } = event.detail
    say(said)
    const place = line === null ? find('#desk') : find(`#line-${line}`) ?? find('#desk')
    if (place.matches('.line')) go(place)
    else place.focus({ preventScroll: true })
    if (wanted) play(place)
})
on('htmx:beforeSwap', event => {
    if (event.detail.target?.id === 'desk') still()
})
on('htmx:responseError', event => {
    const refused = new DOMParser().parseFromString(event.detail.xhr.responseText, 'text/html')
    say(find('.fault', refused)?.textContent ?? 'That did not work; reload the page.')
})
on('htmx:sendError', () => say('The studio does not answer; is it still running?'))

// ---- an edition being made

const follow = () => {
    const work = find('[data-events]')
    if (!work || work.dataset.followed) return
    work.dataset.followed = 'yes'
    const source = new EventSource(work.dataset.events)
    const bar = find('progress', work)
    const told = event => {
        const { said, done, of } = JSON.parse(event.data)
        find('#making-said').textContent = said
        if (of) { bar.max = of; bar.value = done }
        else bar.removeAttribute('value')
        return said
    }
    on('progress', told, source)
    on('over', async event => {
        source.close()
        const said = told(event)
        const line = find('.line.here')?.id
        await htmx.ajax('GET', work.dataset.over, { target: '#making', swap: 'innerHTML' })
        if (!find('.panel .form')) await htmx.ajax('GET', work.dataset.desk, { target: '#desk', swap: 'outerHTML' })
        if (line) go(document.getElementById(line), { focus: false })
        find('#report-title')?.focus()
        say(said)
    }, source)
}
on('htmx:afterSettle', follow)
follow()
if (location.hash.startsWith('#line-')) go(document.getElementById(location.hash.slice(1)))
