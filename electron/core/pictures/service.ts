/** What other features may ask about pictures. */
export { leadingPicture } from './repository';
