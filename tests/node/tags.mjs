// Prints, as JSON, what music-metadata reads of a sound file: its tags, length and chapters.
//
//   node tags.mjs FILE

import { parseFile } from 'music-metadata'

// It stops at an M4B's chapters where a chunk holds more than one of them, as ffmpeg's do.
const includeChapters = process.argv[2].endsWith('.mp3')
const { common, format } = await parseFile(process.argv[2], { includeChapters })
const { title, artist, album, albumartist, genre, comment } = common
console.log(JSON.stringify({
    title, artist, album, albumartist, genre, comment,
    pictures: common.picture?.map(({ format, data }) => [format, data.length]),
    duration: format.duration,
    chapters: format.chapters,
}))
