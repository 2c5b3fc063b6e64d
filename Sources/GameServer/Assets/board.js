'use strict'
// A competition's pages, live. The server sends the board as it renders it in pages, escaped; it is parsed as a document
// of its own, in which nothing runs, and moved here.

const live = document.getElementById('live')
const competitionPath = '/api/v1/competitions/' + encodeURIComponent(live.dataset.competition) + '/events'
const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches

function boardRows(board) {
  return new Map([...board.querySelectorAll('tr[data-team]')].map(row => [row.dataset.team, row]))
}

// Who rose, in words; the first five.
function movesBetween(before, after) {
  const moves = []
  for (const [team, row] of after) {
    const old = before.get(team)
    const place = parseInt(row.dataset.place, 10)
    const oldPlace = parseInt(old?.dataset.place, 10)
    if (!old) moves.push(`${row.dataset.name} is new, in place ${place}.`)
    else if (place < oldPlace) moves.push(`${row.dataset.name} rises from ${oldPlace} to ${place}.`)
  }
  return moves.slice(0, 5)
}

// Rows glide from where they were.
function glide(before, tops, after) {
  for (const [team, row] of after) {
    const old = tops.get(team)
    if (old === undefined) continue
    const distance = old - row.getBoundingClientRect().top
    const hasChanged = before.get(team).querySelector('.score')?.textContent !== row.querySelector('.score')?.textContent
    if (hasChanged) row.classList.add('changed')
    if (distance && !isCalm) row.animate([{ transform: `translateY(${distance}px)` }, { transform: 'none' }], { duration: 500, easing: 'ease-out' })
  }
}

function showBoard(html) {
  const board = document.getElementById('standings')
  const fresh = new DOMParser().parseFromString(html, 'text/html').getElementById('standings')
  if (!board || !fresh) return
  const before = boardRows(board)
  const own = new Set([...board.querySelectorAll('tr.own')].map(row => row.dataset.team))
  const tops = new Map([...before].map(([team, row]) => [team, row.getBoundingClientRect().top]))
  const focused = board.contains(document.activeElement) ? document.activeElement : null
  const scrolled = board.querySelector('.scroll')?.scrollLeft ?? 0
  board.replaceWith(document.adoptNode(fresh))
  localTimes(fresh)
  const after = boardRows(fresh)
  // What comes by events is the same for all readers.
  for (const team of own) after.get(team)?.classList.add('own')
  const region = fresh.querySelector('.scroll')
  if (region) region.scrollLeft = scrolled
  if (focused) {
    const team = focused.closest('tr')?.dataset.team
    const target = after.get(team)?.querySelector('a') ?? region
    target?.focus({ preventScroll: true })
  }
  glide(before, tops, after)
  const moves = document.getElementById('moves')
  const words = movesBetween(before, after)
  if (moves && words.length) moves.textContent = words.join(' ')
}

// The page as it is now: for boards that events do not hold, as that of one bracket.
async function askAgain() {
  const answer = await fetch(location.href).catch(() => null)
  if (answer?.ok) showBoard(await answer.text())
}

function announce(value) {
  const section = document.getElementById('said')
  const list = document.getElementById('announcements')
  if (!list) return
  const moment = new Date(value.at / 1000)
  const item = document.createElement('li')
  const time = document.createElement('time')
  time.className = 'when'
  time.dateTime = moment.toISOString()
  time.textContent = clockFormat.format(moment)
  const words = document.createElement('span')
  words.className = 'words'
  words.textContent = value.text
  item.append(time, ' ', words)
  section.hidden = false
  const isThere = [...list.querySelectorAll('.words')].some(known => known.textContent === value.text)
  if (!isThere) list.prepend(item)
}

// Everybody looks again after a change of the competition's state, but not all in the same instant.
function lookAgain() {
  setTimeout(() => location.reload(), Math.random() * 1500)
}

let boardRetry = 1000
let boardPending = null

function follow() {
  const stream = new EventSource(competitionPath)
  const on = (name, handle) => stream.addEventListener(name, event => {
    let value
    try {
      value = JSON.parse(event.data)
    } catch {
      return
    }
    handle(value)
  })
  stream.onopen = () => {
    boardRetry = 1000
    if (live.classList.contains('live')) live.textContent = '● live'
  }
  stream.onerror = () => {
    if (live.classList.contains('live')) live.textContent = '○ not connected, trying again'
    if (stream.readyState !== EventSource.CLOSED) return
    setTimeout(follow, boardRetry)
    boardRetry = Math.min(60000, boardRetry * 2)
  }
  on('board', value => {
    if (!document.getElementById('standings')) return
    if (!live.dataset.again && typeof value.html === 'string') return showBoard(value.html)
    boardPending ??= setTimeout(() => {
      boardPending = null
      askAgain()
    }, 300)
  })
  on('announcement', announce)
  on('state', lookAgain)
  on('reset', () => document.getElementById('standings') && askAgain())
}

follow()
