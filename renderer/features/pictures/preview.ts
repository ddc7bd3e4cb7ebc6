/** Makes the small JPEG beside a picture, in the page's memory. A canvas writes no metadata. */
import { PREVIEW_LIMITS, previewSize } from '#shared/domain/picture';

const QUALITIES = [0.85, 0.7, 0.5];

/** Throws an Error with a German sentence if the file cannot be read as a picture. */
export async function makePreview(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) throw new Error('Die Datei lässt sich nicht als Bild lesen. Möglich sind JPEG, PNG und WebP.');
  const { width, height } = previewSize(bitmap.width, bitmap.height);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('Die Vorschau konnte nicht erzeugt werden. Bitte erneut versuchen.');
  // A transparent picture stands on white, as on paper.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  for (const quality of QUALITIES) {
    const blob = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, 'image/jpeg', quality);
    });
    if (blob && blob.size <= PREVIEW_LIMITS.bytes) return blob;
  }
  throw new Error('Die Vorschau des Bildes wird zu groß. Bitte das Bild verkleinern.');
}

/** The bytes as an address of the page itself; no blob that could be moved to a disk. */
export async function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error('Das Bild konnte nicht gelesen werden.'));
    reader.readAsDataURL(blob);
  });
}
