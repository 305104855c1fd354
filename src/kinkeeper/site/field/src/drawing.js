// Pictures: drawn anew on a canvas before they are kept, so that nothing else of the file survives
// (place, camera, time), and small enough for a weak link.
const LONGEST = 1024, HEAVIEST = 90000;

export async function redrawn(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  for (const quality of [0.75, 0.6, 0.45, 0.3]) {
    const bytes = await jpeg(canvas, quality);
    if (bytes.length <= HEAVIEST || quality === 0.3) return bytes;
  }
}

async function jpeg(canvas, quality) {
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality });
  return new Uint8Array(await blob.arrayBuffer());
}

// A drawn signature as a JPEG on white; null while nothing was drawn.
export async function signature(pad) {
  if (!pad.dataset.drawn) return null;
  const canvas = new OffscreenCanvas(pad.width, pad.height);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, pad.width, pad.height);
  pen.drawImage(pad, 0, 0);
  return jpeg(canvas, 0.6);
}

export function drawable(pad) {
  if (!pad || pad.dataset.ready) return;
  pad.dataset.ready = "1";
  const pen = pad.getContext("2d");
  pen.lineWidth = 3;
  pen.lineCap = "round";
  const at = (e) => [e.offsetX * (pad.width / pad.clientWidth), e.offsetY * (pad.height / pad.clientHeight)];
  pad.onpointerdown = (e) => { pad.setPointerCapture(e.pointerId); pen.beginPath(); pen.moveTo(...at(e)); pad.dataset.drawn = "1"; };
  pad.onpointermove = (e) => { if (e.buttons) { pen.lineTo(...at(e)); pen.stroke(); } };
}
