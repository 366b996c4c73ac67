// Two soft tones: somebody calls.

export function tones(audio) {
  const now = audio.currentTime;
  [660, 880].forEach((pitch, place) => {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0, now + place * 0.25);
    volume.gain.linearRampToValueAtTime(0.25, now + place * 0.25 + 0.03);
    volume.gain.exponentialRampToValueAtTime(0.001, now + place * 0.25 + 0.5);
    tone.connect(volume).connect(audio.destination);
    tone.start(now + place * 0.25);
    tone.stop(now + place * 0.25 + 0.5);
  });
}
