/** The channel names, known to the preload and the shell only; the page never sees them. */
export const CALL_CHANNEL = 'desk:call';
export const PRINT_CHANNEL = 'desk:print';
export const PDF_CHANNEL = 'desk:pdf';
export const LABEL_CHANNEL = 'desk:label';
export const CALENDAR_FILE_CHANNEL = 'desk:calendar-file';
export const REFUSED_FILE_CHANNEL = 'desk:refused-file';
export const TOPICS_CHANNEL = 'desk:topics';
export const LOCK_CHANNEL = 'desk:lock';

/** What the screens may ask in one message, in bytes as it crosses; a form is far below, a flood is above. */
export const MAXIMUM_ENVELOPE_BYTES = 256 * 1024;

/** A picture of the camera, the one thing that is more than that: 1600 by 1200 pixels as base64. */
export const MAXIMUM_PICTURE_BYTES = 3 * 1024 * 1024;

/** The one origin that the desk's own pages have. */
export const DESK_ORIGIN = 'app://desk';
