'use strict'
// The browser's terminal: Screen shows what is printed, Terminal is the line that a player types below it.
// Text from outside is put into the page as text alone, never as markup.

// A colour of the terminal's table of 256, beyond the first 16, which the stylesheet has.
function paletteColour(number) {
  if (number >= 232) return `rgb(${[0, 0, 0].fill(8 + (number - 232) * 10).join()})`
  const parts = [Math.floor((number - 16) / 36), Math.floor((number - 16) / 6) % 6, (number - 16) % 6]
  return `rgb(${parts.map(part => (part ? 55 + part * 40 : 0)).join()})`
}

const plainLook = Object.freeze({ bold: false, faint: false, italic: false, line: false, inverse: false, ink: null, ground: null })

// What is printed, with a terminal's colours, carriage returns and tabs, bounded in lines and in their length.
class Screen {
  static lineLimit = 3000
  static columnLimit = 4000
  static codeLimit = 256

  constructor(element) {
    this.element = element
    this.pending = ''
    this.look = plainLook
    this.followsEnd = true
    this.startRow()
    element.addEventListener('scroll', () => {
      this.followsEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 40
    })
    // A phone's keyboard takes half of it away.
    new ResizeObserver(() => this.follow()).observe(element)
  }

  follow() {
    if (this.followsEnd) this.element.scrollTop = this.element.scrollHeight
  }

  startRow() {
    this.cells = []
    this.looks = []
    this.column = 0
    this.row = null
  }

  clear() {
    this.element.replaceChildren()
    this.startRow()
  }

  // Whether the last line is begun and not ended.
  get isMidLine() { return this.cells.length > 0 }

  write(text) {
    const all = this.pending + text
    this.pending = ''
    let index = 0
    while (index < all.length) {
      const code = all.charCodeAt(index)
      if (code === 0x1b) {
        const next = this.escape(all, index)
        if (next < 0) {
          // Too long to be a code that anybody means.
          if (all.length - index < Screen.codeLimit) this.pending = all.slice(index)
          break
        }
        index = next
      } else if (code < 0x20 || code === 0x7f) {
        this.control(code)
        index += 1
      } else {
        const character = String.fromCodePoint(all.codePointAt(index))
        this.put(character)
        index += character.length
      }
    }
    this.renderRow()
    this.trim()
    this.follow()
  }

  put(character) {
    if (this.column >= Screen.columnLimit) this.newLine()
    while (this.cells.length < this.column) {
      this.cells.push(' ')
      this.looks.push(plainLook)
    }
    this.cells[this.column] = character
    this.looks[this.column] = this.look
    this.column += 1
  }

  control(code) {
    switch (code) {
      case 0x08: this.column = Math.max(0, this.column - 1); break
      case 0x09: do this.put(' '); while (this.column % 8); break
      case 0x0a: this.newLine(); break
      case 0x0d: this.column = 0; break
    }
  }

  newLine() {
    this.renderRow(true)
    this.startRow()
    if (this.element.childElementCount > Screen.lineLimit + 200) this.trim()
  }

  trim() {
    while (this.element.childElementCount > Screen.lineLimit) this.element.firstElementChild.remove()
  }

  // Reads a code that begins with Escape; the index behind it, or -1 where its end has not come yet.
  escape(text, start) {
    const kind = text[start + 1]
    if (kind === undefined) return -1
    if (kind === '[') {
      for (let end = start + 2; end < text.length; end++) {
        const code = text.charCodeAt(end)
        if (code >= 0x40 && code <= 0x7e) {
          this.sequence(text[end], text.slice(start + 2, end))
          return end + 1
        }
      }
      return -1
    }
    if (kind === ']') {
      for (let end = start + 2; end < text.length; end++) {
        if (text[end] === '\x07') return end + 1
        if (text[end] === '\x1b' && text[end + 1] === '\\') return end + 2
      }
      return -1
    }
    if ('()#%'.includes(kind)) return text.length > start + 2 ? start + 3 : -1
    return start + 2
  }

  sequence(final, text) {
    const numbers = text.split(/[;:]/).map(part => Math.min(9999, parseInt(part, 10) || 0))
    const count = Math.max(1, numbers[0])
    switch (final) {
      case 'm': this.setLook(numbers); break
      case 'K': this.eraseLine(numbers[0]); break
      case 'J': if (numbers[0] >= 2) this.clear(); break
      case 'C': this.column = Math.min(Screen.columnLimit, this.column + count); break
      case 'D': this.column = Math.max(0, this.column - count); break
      case 'G': this.column = Math.min(Screen.columnLimit, count - 1); break
    }
  }

  eraseLine(mode) {
    if (mode === 0) {
      this.cells.length = Math.min(this.cells.length, this.column)
      this.looks.length = this.cells.length
      return
    }
    const end = mode === 1 ? Math.min(this.column + 1, this.cells.length) : this.cells.length
    this.cells.fill(' ', 0, end)
    this.looks.fill(plainLook, 0, end)
  }

  setLook(codes) {
    let look = { ...this.look }
    for (let index = 0; index < codes.length; index++) {
      const code = codes[index]
      if (code === 0) look = { ...plainLook }
      else if (code === 1) look.bold = true
      else if (code === 2) look.faint = true
      else if (code === 3) look.italic = true
      else if (code === 4) look.line = true
      else if (code === 7) look.inverse = true
      else if (code === 22) look.bold = look.faint = false
      else if (code === 23) look.italic = false
      else if (code === 24) look.line = false
      else if (code === 27) look.inverse = false
      else if (code >= 30 && code <= 37) look.ink = code - 30
      else if (code >= 90 && code <= 97) look.ink = code - 82
      else if (code === 39) look.ink = null
      else if (code >= 40 && code <= 47) look.ground = code - 40
      else if (code >= 100 && code <= 107) look.ground = code - 92
      else if (code === 49) look.ground = null
      else if (code === 38 || code === 48) {
        const isTrue = codes[index + 1] === 2
        const colour = isTrue
          ? `rgb(${codes.slice(index + 2, index + 5).map(part => Math.min(255, part)).join()})`
          : Math.min(255, codes[index + 2] || 0)
        look[code === 38 ? 'ink' : 'ground'] = colour
        index += isTrue ? 4 : 2
      }
    }
    this.look = Object.freeze(look)
  }

  // Puts the row that is being written into the page, and an empty one where nothing stands in it.
  renderRow(isEnded = false) {
    if (!this.row && (this.cells.length || isEnded)) {
      this.row = document.createElement('div')
      this.element.append(this.row)
    }
    if (!this.row) return
    const pieces = []
    for (let start = 0; start < this.cells.length;) {
      const look = this.looks[start]
      let end = start + 1
      while (end < this.cells.length && this.looks[end] === look) end += 1
      pieces.push(Screen.piece(this.cells.slice(start, end).join(''), look))
      start = end
    }
    // Columns: on a narrow screen such a row is not broken.
    this.row.classList.toggle('columned', / {2,}\S/.test(this.cells.join('').trimStart()))
    // An empty row keeps its height, and its place when it is copied.
    this.row.replaceChildren(...(pieces.length ? pieces : [document.createElement('br')]))
  }

  static piece(text, look) {
    if (look === plainLook) return document.createTextNode(text)
    const span = document.createElement('span')
    span.textContent = text
    for (const name of ['bold', 'faint', 'italic', 'line']) if (look[name]) span.classList.add('t-' + name)
    const [ink, ground] = look.inverse ? [look.ground ?? 'page', look.ink ?? 'ink'] : [look.ink, look.ground]
    Screen.colour(span, ink, 't-c', 'color')
    Screen.colour(span, ground, 't-b', 'backgroundColor')
    return span
  }

  static colour(span, colour, prefix, property) {
    if (colour === null) return
    if (typeof colour === 'number' && colour >= 16) span.style[property] = paletteColour(colour)
    else if (typeof colour === 'string' && colour.startsWith('rgb')) span.style[property] = colour
    else span.classList.add(prefix + colour)
  }
}

// Control characters of what a player typed or pasted, made visible.
function visible(text) {
  return text.replace(/[\x00-\x08\x0b-\x1f\x7f]/g, c => (c === '\x7f' ? '^?' : '^' + String.fromCharCode(c.charCodeAt(0) + 64)))
}

// The lines of earlier, of all drills in this browser.
class LineHistory {
  static limit = 500

  constructor(key) {
    this.key = key
    this.place = null
    try {
      const kept = JSON.parse(localStorage.getItem(key) ?? '[]')
      this.lines = Array.isArray(kept) ? kept.filter(line => typeof line === 'string').slice(-LineHistory.limit) : []
    } catch {
      this.lines = []
    }
  }

  add(line) {
    this.place = null
    if (!line.trim() || line.length > 4000 || this.lines.at(-1) === line) return
    this.lines.push(line)
    if (this.lines.length > LineHistory.limit) this.lines.shift()
    try {
      localStorage.setItem(this.key, JSON.stringify(this.lines))
    } catch {
      // Without storage the lines of this page are still there.
    }
  }

  // Walks to the next line that fits, from what was typed; null where there is none.
  walk(step, typed, fits) {
    if (this.place === null) {
      this.typed = typed
      this.place = this.lines.length
    }
    for (let place = this.place + step; place >= 0 && place <= this.lines.length; place += step) {
      if (place === this.lines.length) {
        this.place = null
        return this.typed
      }
      if (this.lines[place] !== this.lines[this.place] && fits(this.lines[place], this.typed)) {
        this.place = place
        return this.lines[place]
      }
    }
    return null
  }
}

// The line below the screen. `host` does what it asks: run(text), input(text or null), interrupt(), complete(text).
class Terminal {
  static choiceLimit = 60

  constructor(root, host) {
    const part = id => root.querySelector('#' + id)
    this.host = host
    this.screen = new Screen(part('screen'))
    this.line = part('line')
    this.prompt = part('prompt')
    this.choices = part('choices')
    this.spoken = part('spoken')
    this.keys = root.querySelector('.keys')
    this.history = new LineHistory('firedrill-lines')
    this.queue = []
    this.toSpeak = ''
    this.mode = 'ready'
    this.promptText = '$ '
    this.mayLeave = false
    this.listen(part('line-form'))
  }

  listen(form) {
    form.addEventListener('submit', event => {
      event.preventDefault()
      this.enter()
    })
    this.line.addEventListener('keydown', event => this.press(event))
    this.line.addEventListener('input', () => {
      this.history.place = null
      this.showChoices([])
      this.fit()
    })
    this.keys.addEventListener('pointerdown', event => event.preventDefault())
    this.keys.addEventListener('click', event => {
      const key = event.target.closest('button')?.dataset.key
      if (key) this.act(key)
      this.line.focus()
    })
    this.choices.addEventListener('click', event => {
      const word = event.target.closest('button')?.dataset.word
      if (word !== undefined) this.replaceWord(this.typed, word + (this.endsWord ? ' ' : ''))
      this.showChoices([])
      this.line.focus()
    })
    this.screen.element.addEventListener('click', () => {
      if (!String(getSelection()) && !matchMedia('(pointer: coarse)').matches) this.line.focus({ preventScroll: true })
    })
  }

  // MARK: What comes

  // `ready`, `continuation`, `running`, `reading`, `editing`, `over`, or `left` after `quit`, from which a line comes back.
  setMode(mode, namespace) {
    this.mode = mode === 'left' ? 'ready' : mode
    if (namespace) this.promptText = `${namespace} $ `
    this.prompt.textContent = { continuation: '> ', running: '… ', reading: 'input ', editing: '… ', over: '' }[mode] ?? this.promptText
    this.line.disabled = mode === 'over'
    if (['ready', 'continuation', 'reading'].includes(mode) && this.queue.length) this.send(this.queue.shift())
  }

  // Text that was printed.
  print(text, isSpoken = true) {
    this.screen.write(text)
    if (isSpoken) this.speak(text)
  }

  // A line that was typed here, or in another window of the same player.
  echo(text, prompt) {
    if (this.screen.isMidLine && prompt) this.screen.write('\n')
    this.screen.write(`\x1b[0m\x1b[2m${visible(prompt)}\x1b[0m${visible(text)}\n`)
  }

  // Says something to those who listen, in pieces that can be listened to.
  speak(text) {
    this.toSpeak = (this.toSpeak + text).slice(-4000)
    this.speaking ??= setTimeout(() => {
      const lines = this.toSpeak.replace(/\x1b\[[0-9;:]*[@-~]/g, '').split('\n').filter(line => line.trim())
      this.spoken.textContent = lines.slice(0, 12).join('\n') + (lines.length > 12 ? `\nand ${lines.length - 12} more lines` : '')
      this.toSpeak = ''
      this.speaking = null
    }, 400)
  }

  // MARK: Keys

  press(event) {
    if (event.isComposing) return
    const { key, ctrlKey, altKey, metaKey, shiftKey } = event
    if (ctrlKey && !altKey && !metaKey) {
      const names = { c: 'interrupt', d: 'end', l: 'clear', r: 'search', a: 'start', e: 'stop', k: 'cut', u: 'erase' }
      const name = names[key.toLowerCase()]
      if (!name || (name === 'interrupt' && (shiftKey || this.hasSelection))) return
      event.preventDefault()
      this.act(name)
      return
    }
    if (altKey || metaKey) return
    if (key === 'Enter' && !shiftKey) {
      event.preventDefault()
      this.enter()
    } else if (key === 'Tab' && !shiftKey && !this.mayLeave && this.line.value) {
      event.preventDefault()
      this.act('tab')
      return
    } else if (key === 'ArrowUp' && this.isOnEdge(-1)) {
      event.preventDefault()
      this.act('up')
    } else if (key === 'ArrowDown' && this.isOnEdge(1)) {
      event.preventDefault()
      this.act('down')
    } else if (key === 'PageUp' || key === 'PageDown') {
      event.preventDefault()
      this.screen.element.scrollBy({ top: (key === 'PageUp' ? -0.9 : 0.9) * this.screen.element.clientHeight })
    } else if (key === 'Escape') {
      this.showChoices([])
    }
    this.mayLeave = key === 'Escape' || (this.mayLeave && key === 'Shift')
  }

  get hasSelection() {
    return this.line.selectionStart !== this.line.selectionEnd || Boolean(String(getSelection()))
  }

  // Whether the cursor stands in the first or last line of what is typed.
  isOnEdge(step) {
    const { value, selectionStart, selectionEnd } = this.line
    return step < 0 ? !value.slice(0, selectionStart).includes('\n') : !value.slice(selectionEnd).includes('\n')
  }

  act(name) {
    const { value, selectionStart } = this.line
    switch (name) {
      case 'tab': this.complete(); break
      case 'up': this.recall(-1, (line, typed) => line.startsWith(typed)); break
      case 'down': this.recall(1, (line, typed) => line.startsWith(typed)); break
      case 'search': this.recall(-1, (line, typed) => line.includes(typed)); break
      case 'clear': this.screen.clear(); break
      case 'interrupt': this.interrupt(); break
      case 'end': if (!value) this.take(null); break
      case 'start': this.line.setSelectionRange(0, 0); break
      case 'stop': this.line.setSelectionRange(value.length, value.length); break
      case 'cut': this.setLine(value.slice(0, selectionStart)); break
      case 'erase':
        this.setLine(value.slice(selectionStart))
        this.line.setSelectionRange(0, 0)
    }
  }

  interrupt() {
    this.queue = []
    this.showChoices([])
    if (this.mode === 'ready') {
      this.echo(this.line.value + '^C', this.promptText)
    } else {
      this.host.interrupt()
    }
    this.setLine('')
  }

  recall(step, fits) {
    const line = this.history.walk(step, this.line.value, fits)
    if (line === null) return
    const place = this.history.place
    this.setLine(line)
    this.history.place = place
  }

  setLine(text) {
    this.line.value = text
    this.line.setSelectionRange(text.length, text.length)
    this.history.place = null
    this.fit()
  }

  // As high as what is typed.
  fit() {
    this.line.style.height = 'auto'
    this.line.style.height = Math.min(this.line.scrollHeight, 200) + 'px'
  }

  // MARK: Lines

  enter() {
    if (this.mode === 'over') return
    const text = this.line.value
    this.setLine('')
    this.showChoices([])
    this.screen.followsEnd = true
    this.screen.follow()
    this.screen.element.scrollLeft = 0
    this.take(text)
  }

  // A line, or null for the end of what is typed. What nobody waits for yet waits itself.
  take(text) {
    if (['ready', 'continuation', 'reading'].includes(this.mode) && !this.queue.length) this.send(text)
    else this.queue.push(text)
  }

  send(text) {
    const isInput = this.mode === 'reading'
    // At the prompt the end of what is typed says nothing.
    if (text === null && !isInput) return this.queue.length ? this.send(this.queue.shift()) : undefined
    if (!isInput) this.history.add(text)
    // What comes next is not for this line to say.
    this.mode = 'running'
    this.prompt.textContent = '… '
    if (isInput) this.host.input(text === null ? null : text + '\n')
    else this.host.run(text)
  }

  // MARK: Completion

  async complete() {
    const text = this.line.value.slice(0, this.line.selectionStart)
    const whole = this.line.value
    const found = await this.host.complete(text)
    if (!found || this.line.value !== whole || this.line.selectionStart !== text.length) return
    const { typed = '', words = [], endsWord = true } = found
    if (!text.endsWith(typed) || !words.length) return
    const common = words.reduce((start, word) => {
      let length = 0
      while (length < start.length && start[length] === word[length]) length += 1
      return start.slice(0, length)
    })
    this.endsWord = endsWord
    if (words.length === 1) {
      this.replaceWord(typed, words[0] + (endsWord ? ' ' : ''))
      this.showChoices([])
    } else {
      const isLonger = common.length > typed.length && common.startsWith(typed)
      if (isLonger) this.replaceWord(typed, common)
      this.showChoices(words, isLonger ? common : typed)
    }
  }

  replaceWord(typed, word) {
    const start = this.line.selectionStart - typed.length
    if (start < 0) return
    this.line.setRangeText(word, start, this.line.selectionStart, 'end')
    this.fit()
  }

  showChoices(words, typed = '') {
    this.typed = typed
    this.choices.hidden = !words.length
    const buttons = words.slice(0, Terminal.choiceLimit).map(word => {
      const button = document.createElement('button')
      button.type = 'button'
      button.tabIndex = -1
      button.dataset.word = word
      button.textContent = word
      return button
    })
    if (words.length > Terminal.choiceLimit) buttons.push(`and ${words.length - Terminal.choiceLimit} more`)
    this.choices.replaceChildren(...buttons)
    if (words.length) this.speak(`${words.length} completions: ${words.slice(0, 12).join(', ')}`)
  }
}
