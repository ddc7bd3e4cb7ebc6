import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('./renderer', import.meta.url));

/** The interface. `--mode gallery` builds the component gallery for its test instead; it is never shipped. */
export default defineConfig(({ mode }) => {
  const isGallery = mode === 'gallery';
  return {
    root,
    base: './',
    plugins: [react()],
    build: {
      outDir: fileURLToPath(
        new URL(isGallery ? './test-results/gallery' : './dist/renderer', import.meta.url),
      ),
      emptyOutDir: true,
      target: 'chrome140',
      // Everything is a file: the CSP knows no data: URL for fonts, and a PDF embeds what it can name.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: `${root}/${isGallery ? 'gallery.html' : 'index.html'}` },
    },
  };
});
