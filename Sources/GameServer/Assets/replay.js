'use strict'
// A run that is over, step by step: what came later than the moment that is shown is hidden.

const steps = [...document.querySelectorAll('#replay > li')]
const playButton = document.getElementById('play')
const speed = document.getElementById('speed')
const position = document.getElementById('position')
let shown = steps.length
let timer = null

function show(count) {
  shown = Math.max(0, Math.min(steps.length, count))
  steps.forEach((step, index) => {
    step.hidden = index >= shown
    step.classList.toggle('now', index === shown - 1)
  })
  position.textContent = `step ${shown} of ${steps.length}`
}

function stop() {
  clearTimeout(timer)
  timer = null
  playButton.textContent = 'Play'
}

// Waits as long as the player did, but never for long.
function next() {
  if (shown >= steps.length) return stop()
  const seconds = Number(steps[shown].dataset.seconds) - Number(steps[shown - 1]?.dataset.seconds ?? 0)
  timer = setTimeout(() => {
    show(shown + 1)
    steps[shown - 1].scrollIntoView({ block: 'nearest' })
    next()
  }, Math.min(8000, Math.max(250, (seconds * 1000) / Number(speed.value))))
}

playButton.addEventListener('click', () => {
  if (timer) return stop()
  if (shown >= steps.length) show(0)
  playButton.textContent = 'Pause'
  next()
})
for (const [id, change] of [['back', -1], ['forth', 1]]) {
  document.getElementById(id).addEventListener('click', () => {
    stop()
    show(shown + change)
    steps[shown - 1]?.scrollIntoView({ block: 'nearest' })
  })
}

document.getElementById('player').hidden = false
show(steps.length)
