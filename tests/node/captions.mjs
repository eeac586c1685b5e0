// Has other people's readers read WebVTT files, and prints, as JSON, what they make of each.
//
//   node captions.mjs FILE...

import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'

globalThis.navigator ??= { userAgent: '' } // vtt.js asks which browser it is in
const require = createRequire(import.meta.url)
const { WebVTTParser } = require('webvtt-parser')
const vtt = require('vtt.js')

const read = []
for (const file of process.argv.slice(2)) {
    const text = await readFile(file, 'utf8')
    const kind = file.endsWith('sync.vtt') ? 'metadata' : 'captions'
    const tree = new WebVTTParser().parse(text, kind)
    const cues = []
    const errors = tree.errors.map(({ line, message }) => `${line}: ${message}`)
    const parser = new vtt.WebVTT.Parser({ vttjs: {}, VTTCue: vtt.VTTCue }, vtt.WebVTT.StringDecoder())
    parser.oncue = cue => cues.push(cue)
    parser.onparsingerror = error => errors.push(error.message)
    parser.parse(text)
    parser.flush()
    read.push({ cues: tree.cues.length, vttjs: cues.length, errors })
}
console.log(JSON.stringify(read))
