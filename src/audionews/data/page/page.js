// The player: marks each sentence while it is heard, and plays from wherever it is asked to.
//
// Everything on the page works without it, with the browser's own controls.

'use strict'
{
    const find = id => document.getElementById(id)
    const audio = find('audio')
    const position = find('position')
    const sentences = [...document.querySelectorAll('[data-begin]')]
    const begins = sentences.map(sentence => Number(sentence.dataset.begin))
    const chapters = [...document.querySelectorAll('a.chapter')].map(link => ({
        link, title: link.firstElementChild.textContent, start: Number(link.dataset.start),
    }))
    const options = [...find('chapter')?.options ?? []]
    const calm = matchMedia('(prefers-reduced-motion: reduce)')
    const SKIP = 15 // seconds
    const FAR = 3 // windows; farther than that nothing is seen of a smooth scroll
    const QUIET = 1000 // milliseconds until a scroll that we began is heard of
    const LATER = 250 // milliseconds from one step of a scroll to the next

    // ---- what is remembered; a browser may forbid it

    const kept = {
        read(name) {
            try { return localStorage.getItem(`audionews:${name}`) } catch { return null }
        },
        write(name, value) {
            try { localStorage.setItem(`audionews:${name}`, value) } catch { /* then not */ }
        },
    }
    const place = audio.getAttribute('src') + location.pathname.replace(/[^/]*$/, '')

    const remember = () => {
        const over = audio.ended || audio.currentTime < 3
        kept.write(`at:${place}`, over ? 0 : audio.currentTime.toFixed(1))
    }

    // ---- which sentence is heard

    const highlight = window.Highlight && CSS.highlights ? new Highlight() : null
    if (highlight) CSS.highlights.set('heard', highlight)
    let heard = null
    let following = true

    const mark = sentence => {
        if (sentence === heard) return
        heard?.classList.remove('heard')
        highlight?.clear()
        heard = sentence
        if (!heard) return
        if (highlight) {
            const range = new Range()
            range.selectNodeContents(heard)
            highlight.add(range)
        } else {
            heard.classList.add('heard')
        }
        if (!find('text').contains(document.activeElement)) makeReachable(heard)
        if (following && !audio.paused) bringIntoView(heard)
    }

    const numberAt = time => {
        let [low, high] = [0, begins.length]
        while (low < high) {
            const middle = (low + high) >> 1
            if (begins[middle] <= time) low = middle + 1
            else high = middle
        }
        return Math.max(low - 1, 0)
    }

    const watchCues = () => {
        const element = audio.querySelector('track')
        const { track } = element
        const show = () => {
            const cue = [...track.activeCues ?? []].at(-1)
            if (cue) mark(find(JSON.parse(cue.text).selector.value))
        }
        track.mode = 'hidden' // loads it; nothing of it is displayed
        track.addEventListener('cuechange', show)
        element.addEventListener('load', show)
        element.addEventListener('error', watchTime)
    }

    const watchTime = () => {
        audio.addEventListener('timeupdate', () => mark(sentences[numberAt(audio.currentTime)]))
    }

    // ---- scrolling, which belongs to the reader

    let ours = 0

    const bringIntoView = sentence => {
        const box = sentence.getBoundingClientRect()
        const top = document.querySelector('.player').getBoundingClientRect().bottom + 20
        if (box.top >= top && box.bottom <= innerHeight - 60) return
        const sudden = calm.matches || Math.abs(box.top) > FAR * innerHeight
        ours = performance.now() + QUIET
        sentence.scrollIntoView({ block: 'center', behavior: sudden ? 'auto' : 'smooth' })
    }

    const onScroll = () => {
        const now = performance.now()
        if (now > ours) follow(false)
        else ours = Math.max(ours, now + LATER)
    }

    const follow = on => {
        following = on
        find('return').hidden = on || audio.paused
    }

    const returnToHeard = () => {
        follow(true)
        if (heard) bringIntoView(heard)
    }

    // ---- playing

    const clock = seconds => {
        const whole = Math.floor(seconds)
        const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
        const two = number => String(number).padStart(2, '0')
        return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
    }

    const length = () => audio.duration || Number(position.max)
    const seek = time => {
        audio.currentTime = Math.min(Math.max(time, 0), length())
        show(true)
    }
    const play = () => audio.play().catch(showState) // stopped before it began, or no sound to play
    const toggle = () => (audio.paused ? play() : audio.pause())
    const playFrom = time => {
        seek(time)
        if (find('return')) follow(true)
        play()
    }
    const toSentence = step => {
        const here = numberAt(audio.currentTime)
        const late = step < 0 && audio.currentTime - begins[here] > 1.5 // then to its own beginning
        seek(begins[Math.min(Math.max(here + step + late, 0), begins.length - 1)])
    }
    const toChapter = step => {
        const here = chapters.findLastIndex(chapter => chapter.start <= audio.currentTime)
        const late = step < 0 && audio.currentTime - chapters[here].start > 3
        seek(chapters[Math.min(Math.max(here + step + late, 0), chapters.length - 1)].start)
    }
    const toSpeed = step => {
        const speed = find('speed')
        speed.selectedIndex = Math.min(Math.max(speed.selectedIndex + step, 0), speed.length - 1)
        setSpeed()
    }
    const setSpeed = () => {
        audio.playbackRate = Number(find('speed').value)
        kept.write('speed', find('speed').value)
    }

    // A slider that has the focus is left alone, or screen readers would read out every second.
    const show = asked => {
        const time = audio.currentTime
        const share = time / length()
        find('track').style.setProperty('--at', `${(100 * share).toFixed(2)}%`)
        find('at').textContent = clock(time)
        if (asked || audio.paused || document.activeElement !== position) {
            position.value = time
            const { at, length: whole } = position.dataset
            position.setAttribute('aria-valuetext', at.replace('{at}', clock(time)).replace('{length}', whole))
        }
        showChapter(time)
    }

    let chapter = null

    const showChapter = time => {
        const here = chapters.findLast(each => each.start <= time)
        if (here && here !== chapter) {
            chapter?.link.removeAttribute('aria-current')
            here.link.setAttribute('aria-current', 'true')
            find('now').textContent = here.title
            const list = find('contents')
            if (!list.matches(':hover, :focus-within')) list.scrollTop = here.link.offsetTop - list.clientHeight / 2
            chapter = here
        }
        const option = options.findLast(each => Number(each.value) <= time)
        if (option && document.activeElement !== find('chapter')) option.selected = true
    }

    const showState = () => {
        const button = find('play')
        const label = audio.paused ? button.dataset.play : button.dataset.pause
        button.setAttribute('aria-label', label)
        button.title = label
        document.body.classList.toggle('playing', !audio.paused)
        if (find('return')) follow(following)
        remember()
    }

    // ---- the text as a way to say where to play from

    let reachable = null

    const makeReachable = sentence => {
        if (reachable === sentence) return
        for (const name of ['tabindex', 'role', 'aria-describedby']) reachable?.removeAttribute(name)
        reachable = sentence
        sentence.tabIndex = 0
        sentence.setAttribute('role', 'button')
        sentence.setAttribute('aria-describedby', 'sentence-help')
    }

    const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

    const onSentenceKey = event => {
        const number = sentences.indexOf(event.target)
        if (number < 0 || event.ctrlKey || event.metaKey || event.altKey) return
        if (event.key === 'Enter' || event.key === ' ') playFrom(begins[number])
        else if (event.key in STEPS) {
            const next = sentences[number + STEPS[event.key]]
            if (next) {
                makeReachable(next)
                next.focus()
            }
        } else return
        event.preventDefault()
        event.stopPropagation()
    }

    const onSentenceClick = event => {
        const sentence = event.target.closest('[data-begin]')
        if (sentence && getSelection().isCollapsed) playFrom(Number(sentence.dataset.begin))
    }

    // ---- keys

    const keys = {
        'k': toggle,
        ' ': toggle,
        'j': () => seek(audio.currentTime - SKIP),
        'l': () => seek(audio.currentTime + SKIP),
        ',': () => toSentence(-1),
        '.': () => toSentence(1),
        'p': () => toChapter(-1),
        'n': () => toChapter(1),
        '-': () => toSpeed(-1),
        '+': () => toSpeed(1),
        'h': returnToHeard,
        '?': () => find('keys').showModal(),
    }

    const onKey = event => {
        const busy = event.target.closest('input:not([type=range]), select, textarea, dialog')
        const own = event.key === ' ' && event.target.closest('button, a, summary')
        if (event.ctrlKey || event.metaKey || event.altKey || busy || own) return
        const does = find('use-keys').checked && keys[event.key.toLowerCase()]
        if (!does) return
        event.preventDefault()
        does()
    }

    // ---- the lock screen and the keys of head sets

    const tellSystem = () => {
        if (!('mediaSession' in navigator)) return
        navigator.mediaSession.metadata = new MediaMetadata({ title: document.title })
        const actions = {
            seekbackward: keys.j, seekforward: keys.l,
            ...(chapters.length > 1 && { previoustrack: keys.p, nexttrack: keys.n }),
        }
        for (const [action, does] of Object.entries(actions)) {
            navigator.mediaSession.setActionHandler(action, does)
        }
    }

    // ---- putting it together

    const begin = () => {
        const target = find(decodeURIComponent(location.hash.slice(1)))
        const sentence = target?.closest('[data-begin]') ?? target?.querySelector('[data-begin]')
        const before = Number(kept.read(`at:${place}`))
        if (sentence && target.id !== 'text') seek(Number(sentence.dataset.begin))
        else if (before > 0 && before < length() - 3) seek(before)
        const speed = kept.read('speed')
        if ([...find('speed').options].some(option => option.value === speed)) {
            find('speed').value = speed
            setSpeed()
        }
        show(true)
    }

    const readyPlayer = () => {
        audio.removeAttribute('controls')
        find('controls').hidden = false
        document.documentElement.classList.add('scripted')
        find('play').addEventListener('click', toggle)
        find('back').addEventListener('click', keys.j)
        find('forward').addEventListener('click', keys.l)
        find('speed').addEventListener('change', setSpeed)
        find('chapter')?.addEventListener('change', event => seek(Number(event.target.value)))
        position.addEventListener('input', () => seek(Number(position.value)))
        position.addEventListener('keydown', () => { position.value = audio.currentTime })
        for (const event of ['play', 'pause', 'ended']) audio.addEventListener(event, showState)
        audio.addEventListener('play', () => { if (find('return')) follow(true) })
        audio.addEventListener('timeupdate', () => show(false))
        audio.addEventListener('play', tellSystem, { once: true })
        addEventListener('pagehide', remember)
        setInterval(() => audio.paused || remember(), 5000)
    }

    const readyText = () => {
        const text = find('text')
        if (!text) return
        if (matchMedia('(min-width: 78rem)').matches) find('contents').open = true
        makeReachable(sentences[0])
        if (location.protocol === 'file:') watchTime() // browsers keep files from reading files
        else watchCues()
        text.addEventListener('click', onSentenceClick)
        text.addEventListener('keydown', onSentenceKey)
        for (const { link, start } of chapters) link.addEventListener('click', () => seek(start))
        document.addEventListener('keydown', onKey)
        addEventListener('scroll', onScroll, { passive: true })
        for (const event of ['wheel', 'touchmove']) addEventListener(event, () => follow(false), { passive: true })
        find('return').addEventListener('click', returnToHeard)
        find('help').addEventListener('click', keys['?'])
        find('use-keys').checked = kept.read('keys') !== 'off'
        find('use-keys').addEventListener('change', ({ target }) => kept.write('keys', target.checked ? 'on' : 'off'))
        const code = find('embed')
        code.textContent = code.textContent.replace('embed.html', new URL('embed.html', location.href).href)
    }

    readyPlayer()
    readyText()
    begin()
}
