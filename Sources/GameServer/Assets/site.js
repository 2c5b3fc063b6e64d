'use strict'
// On every page: the reader's own clock, questions before what cannot be undone, buttons that copy, uploads.

const clockFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const momentFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short',
})

// Pages say times in UTC; this says them in the reader's.
function localTimes(root) {
  for (const element of root.querySelectorAll('time[datetime]:not([title])')) {
    const moment = new Date(element.dateTime)
    if (Number.isNaN(moment.getTime())) continue
    element.title = element.textContent.trim()
    element.textContent = (element.classList.contains('clock') ? clockFormat : momentFormat).format(moment)
  }
}

localTimes(document)

document.addEventListener('submit', event => {
  const question = event.target.dataset.confirm
  if (!question || confirm(question)) return
  event.preventDefault()
  event.stopImmediatePropagation()
}, true)

for (const button of document.querySelectorAll('[data-copy]')) {
  if (!navigator.clipboard) continue
  button.hidden = false
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent)
      button.textContent = 'Copied'
    } catch {
      button.textContent = 'Not copied: select it'
    }
  })
}

// Forms say times in UTC, too.
for (const input of document.querySelectorAll('input[type=datetime-local]')) {
  const note = document.createElement('span')
  note.className = 'hint'
  input.after(note)
  const show = () => {
    const moment = new Date(input.value + 'Z')
    note.textContent = input.value && !Number.isNaN(moment.getTime()) ? 'With you: ' + momentFormat.format(moment) : ''
  }
  input.addEventListener('input', show)
  show()
}

for (const form of document.querySelectorAll('form[data-upload]')) {
  form.hidden = false
  const outcome = form.querySelector('.outcome')
  form.addEventListener('submit', async event => {
    event.preventDefault()
    outcome.textContent = 'On its way…'
    try {
      const answer = await fetch(form.dataset.upload + (form.elements.copy?.checked ? '?copy=yes' : ''), {
        method: 'POST', body: form.querySelector('input[type=file]').files[0],
        headers: { 'content-type': 'application/jsonl', 'x-csrf-token': document.querySelector('meta[name=csrf]')?.content ?? '' },
      })
      const value = await answer.json().catch(() => ({}))
      outcome.textContent = answer.ok ? 'Imported.' : value.message ?? `The server answers ${answer.status}.`
      if (answer.ok && value.slug) location.assign('/organise/competitions/' + encodeURIComponent(value.slug))
    } catch {
      outcome.textContent = 'The server cannot be reached, or the file cannot be read.'
    }
  })
}
