'use strict'
// A drill's page: the terminal, the stream of events, and what stands beside them.
// Text from outside is put into the page as text alone, never as markup.

const drillElement = document.getElementById('drill')
const drillRun = drillElement.dataset.run
const byId = id => document.getElementById(id)

function clockText(seconds) {
  const two = number => String(number).padStart(2, '0')
  return two(Math.floor(seconds / 60)) + ':' + two(seconds % 60)
}

function fromBase64(text) {
  return Uint8Array.from(atob(text), character => character.charCodeAt(0))
}

function toBase64(text) {
  const bytes = new TextEncoder().encode(text)
  let characters = ''
  for (let start = 0; start < bytes.length; start += 8192) {
    characters += String.fromCharCode(...bytes.subarray(start, start + 8192))
  }
  return btoa(characters)
}

// MARK: Asking the server

class Refusal extends Error {
  constructor(status, message) {
    super(message)
    this.status = status
  }
}

async function ask(path, body) {
  for (let attempt = 0; ; attempt++) {
    const answer = await fetch(`/api/v1/runs/${drillRun}${path}`, body === undefined ? {} : {
      method: 'POST', body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'x-csrf-token': document.querySelector('meta[name=csrf]')?.content ?? '' },
    })
    if (answer.status === 429 && attempt < 3) {
      const seconds = Math.min(30, parseInt(answer.headers.get('retry-after'), 10) || 1)
      await new Promise(done => setTimeout(done, seconds * 1000))
      continue
    }
    const value = await answer.json().catch(() => ({}))
    if (!answer.ok) throw new Refusal(answer.status, value.message ?? `The server answers ${answer.status}.`)
    return value
  }
}

// Asks, and says in the terminal why it did not go. Nothing is sent twice by itself: a line may have been run.
async function tell(path, body, fallback) {
  try {
    return await ask(path, body)
  } catch (error) {
    const words = error instanceof Refusal ? error.message : 'The server cannot be reached. Was it run? Look before you type it again.'
    terminal.print(`\x1b[31m${visible(words)}\x1b[0m\n`)
    if (error.status === 401 || error.status === 403) setState('You are signed out. Load the page again to sign in.')
    if (fallback) terminal.setMode(fallback)
    return null
  }
}

const terminal = new Terminal(byId('terminal'), {
  run: text => tell('/lines', { line: text, isTerminal: true, colour: true }, 'ready'),
  input: text => tell('/input', text === null ? { end: true } : { text }, 'reading'),
  interrupt: () => tell('/interrupt', {}),
  complete: text => ask('/completion?text=' + encodeURIComponent(text)).catch(() => null),
})

// MARK: Events

const decoder = { out: new TextDecoder(), err: new TextDecoder() }
let stream
let retry = 1000
let isOver = false

function setState(text) {
  byId('link-state').textContent = text
}

function connect(isAgain) {
  // A new stream begins with all that is kept.
  if (isAgain) terminal.screen.clear()
  terminal.screen.write('\x1b[2mType kubectl (or k) and shell commands. help lists the game\'s own.\x1b[0m\n')
  stream = new EventSource(`/api/v1/runs/${drillRun}/events`)
  stream.onopen = () => {
    retry = 1000
    setState('')
  }
  stream.onerror = () => {
    if (isOver) return
    setState('Not connected. Trying again…')
    if (stream.readyState !== EventSource.CLOSED) return
    setTimeout(comeBack, retry)
    retry = Math.min(30000, retry * 2)
  }
  for (const [name, handle] of Object.entries(handlers)) {
    stream.addEventListener(name, event => {
      let value
      try {
        value = JSON.parse(event.data)
      } catch {
        return
      }
      handle(value)
    })
  }
}

// After the server refused a stream: the run may have ended meanwhile, or time stands still.
async function comeBack() {
  const run = await ask('').catch(error => error)
  if (run.state === 'over') return finish()
  if (run instanceof Refusal) setState(run.message)
  connect(true)
}

const handlers = {
  state(value) {
    terminal.setMode(value.input, value.namespace)
    if (value.input === 'editing' && value.edit) openEditor(value.edit)
    else closeEditor()
  },
  output(value) {
    const decode = value.error ? decoder.err : decoder.out
    const text = value.data === undefined ? String(value.text ?? '') : decode.decode(fromBase64(value.data), { stream: true })
    terminal.print(text)
  },
  line: value => terminal.echo(value.text, terminal.mode === 'continuation' ? '> ' : terminal.promptText),
  typed: value => terminal.echo(value.end ? '^D' : value.text.replace(/\n$/, ''), ''),
  interrupted: () => terminal.echo('^C', ''),
  prompt(value) {
    terminal.setMode(value.input, value.namespace)
  },
  wantsInput: () => terminal.setMode('reading'),
  wantsEdit(value) {
    terminal.setMode('editing')
    openEditor(value)
  },
  done() {
    closeEditor()
    if (!['ready', 'continuation'].includes(terminal.mode)) terminal.setMode('ready')
  },
  notice: value => terminal.print(`\x1b[33m${visible(String(value.text))}\x1b[0m\n`),
  view: showView,
  clock: showClock,
  deadline: showDeadline,
  activity: showActivity,
  over: finish,
  reset: () => terminal.screen.write('\x1b[2m(some of what was printed is not kept)\x1b[0m\n'),
}

// MARK: How it stands

let elapsed = Number(drillElement.dataset.elapsed)
let elapsedAt = Date.now()
let stands = false

function secondsNow() {
  return elapsed + (stands ? 0 : Math.floor((Date.now() - elapsedAt) / 1000))
}

// The competition is paused, or goes on.
function showClock(value) {
  elapsed = secondsNow()
  elapsedAt = Date.now()
  stands = Boolean(value.stands)
}

// An organiser has put off the end, or brought it forward.
function showDeadline(value) {
  const time = document.querySelector('#deadline time')
  const moment = new Date(value.at / 1000)
  if (!time || !(Math.abs(moment - new Date(time.dateTime)) >= 1000)) return
  time.dateTime = moment.toISOString()
  time.title = moment.toUTCString()
  time.textContent = momentFormat.format(moment)
  terminal.print(`\x1b[33mThis run ends at ${time.textContent} now.\x1b[0m\n`)
}

function showView(view) {
  elapsed = view.elapsedSeconds
  elapsedAt = Date.now()
  byId('v-points').textContent = view.points
  byId('v-facts').textContent = view.evidenceFound
  byId('v-hints').textContent = view.hintsTaken
  showHints(view.hintsTaken)
  const held = view.heldSeconds
  byId('held').textContent = held === undefined || held === null ? '' : ` It has held for ${held} s.`
  const items = byId('objectives').children
  view.objectives.forEach((objective, index) => {
    const item = items[index]
    if (!item) return
    const met = objective.isMet ? 'yes' : 'no'
    if (item.dataset.met === met) return
    item.dataset.met = met
    item.querySelector('.met').textContent = objective.isMet ? 'met' : 'not met'
    terminal.speak(`${objective.isMet ? 'Met' : 'Not met any more'}: ${objective.says}\n`)
  })
  const next = byId('next-hint')
  if (next) {
    next.hidden = view.nextHintPrice === undefined || view.nextHintPrice === null
    byId('v-price').textContent = view.nextHintPrice ?? ''
  }
  showLesson(view.lesson)
  if (view.isOver) finish()
}

// What the hints say that anybody of the team took.
async function showHints(count) {
  const list = byId('hints')
  if (!list || list.childElementCount === count) return
  const state = await ask('').catch(() => null)
  if (!state?.hints) return
  list.replaceChildren(...state.hints.map(text => {
    const item = document.createElement('li')
    item.textContent = text
    return item
  }))
}

function showLesson(lesson) {
  const box = byId('lesson')
  const text = lesson ? `${lesson.number} of ${lesson.count}. ${lesson.praise} ${lesson.says}` : ''
  box.hidden = !lesson
  if (box.textContent.trim() !== text.trim()) box.textContent = text
}

setInterval(() => {
  if (isOver || stream?.readyState !== EventSource.OPEN) return
  byId('v-time').textContent = clockText(secondsNow())
}, 1000)

function finish() {
  if (isOver) return
  isOver = true
  stream.close()
  terminal.setMode('over')
  closeEditor()
  for (const part of document.querySelectorAll('.while-open')) part.hidden = true
  const link = document.createElement('a')
  link.href = `/runs/${drillRun}`
  link.textContent = 'See how it went'
  link.className = 'button primary'
  byId('link-state').replaceChildren('This run is over. ', link)
  link.focus()
}

// MARK: Who did what

const feedLimit = 200

function playerName(seat) {
  return byId('seats').querySelector(`[data-seat="${Number(seat)}"]`)?.textContent ?? ''
}

// Somebody who came after this page did.
function learnSeat(step) {
  if (!step.name || playerName(step.seat)) return
  const item = document.createElement('li')
  item.dataset.seat = step.seat
  item.textContent = step.name
  byId('seats').append(item)
}

function showActivity(step) {
  learnSeat(step)
  // A line that goes on may show more later: it comes again then.
  const known = step.index === undefined ? null : byId('feed').querySelector(`[data-index="${Number(step.index)}"]`)
  const feed = byId('feed')
  const isAtEnd = feed.scrollHeight - feed.scrollTop - feed.clientHeight < 40
  const element = (name, className, text) => {
    const made = document.createElement(name)
    if (className) made.className = className
    made.textContent = text
    return made
  }
  const item = document.createElement('li')
  if (step.isChange) item.className = 'change'
  if (step.index !== undefined) item.dataset.index = step.index
  item.append(
    element('span', 'when', clockText(step.seconds)), ' ', element('b', '', playerName(step.seat)), ' ',
    element('code', '', String(step.line).slice(0, 300)))
  for (const sentence of step.evidence ?? []) item.append(element('span', 'shown', '+ ' + sentence))
  if (known) known.replaceWith(item)
  else feed.append(item)
  while (feed.childElementCount > feedLimit) feed.firstElementChild.remove()
  if (isAtEnd) feed.scrollTop = feed.scrollHeight
  if (step.evidence?.length && String(step.seat) !== drillElement.dataset.seat) {
    terminal.speak(`${playerName(step.seat)} found: ${step.evidence.join(' ')}\n`)
  }
}

// MARK: Game commands

for (const form of document.querySelectorAll('form.command')) {
  form.addEventListener('submit', async event => {
    if (event.defaultPrevented) return
    event.preventDefault()
    const words = new FormData(form).getAll('words').join(' ').split(/\s+/).filter(Boolean)
    terminal.echo(words.join(' '), terminal.promptText)
    // An answer to a question may take some seconds.
    const button = form.querySelector('button')
    button.disabled = true
    const reply = await tell('/commands', { words, colour: true })
    button.disabled = false
    if (!reply) return
    terminal.print(reply.text.endsWith('\n') ? reply.text : reply.text + '\n')
    if (words[1] === 'yes' && reply.status === 0) form.reset()
  })
}

// MARK: Editing a file

const editor = byId('editor')
const editorText = byId('editor-text')
let edited = null
let mayLeaveEditor = false

function openEditor(file) {
  if (editor.open) return
  edited = new TextDecoder().decode(fromBase64(file.text ?? ''))
  byId('editor-title').textContent = 'Edit ' + String(file.fileName ?? '')
  editorText.value = edited
  editor.returnValue = 'leave'
  editor.showModal()
  editorText.focus()
  editorText.setSelectionRange(0, 0)
  editorText.scrollTop = 0
}

// What somebody else, or Ctrl-C in another window, has ended.
function closeEditor() {
  if (!editor.open) return
  edited = null
  editor.close()
}

editor.addEventListener('close', () => {
  if (edited === null) return
  const text = editor.returnValue === 'save' ? editorText.value : edited
  edited = null
  tell('/edited', { text: toBase64(text) })
  terminal.line.focus()
})

editor.addEventListener('cancel', event => {
  if (editorText.value !== edited && !confirm('Close without saving?')) event.preventDefault()
  else editor.returnValue = 'leave'
})

editorText.addEventListener('keydown', event => {
  if (event.key === 'Tab' && !event.shiftKey && !mayLeaveEditor) {
    event.preventDefault()
    editorText.setRangeText('  ', editorText.selectionStart, editorText.selectionEnd, 'end')
  } else if (event.key === 'Escape' && !mayLeaveEditor) {
    event.preventDefault()
    mayLeaveEditor = true
    return
  } else if ((event.ctrlKey || event.metaKey) && (event.key === 's' || event.key === 'Enter')) {
    event.preventDefault()
    editor.close('save')
  }
  mayLeaveEditor = false
})

document.querySelector('#terminal .works').hidden = false
connect(false)
if (!matchMedia('(pointer: coarse)').matches) terminal.line.focus({ preventScroll: true })
byId('feed').scrollTop = byId('feed').scrollHeight
// On a phone the terminal comes first.
if (matchMedia('(max-width: 720px)').matches) document.querySelector('.incident').open = false
