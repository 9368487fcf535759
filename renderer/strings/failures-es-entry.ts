/** Spanish for what the door refuses with; the engine's sentences stand in electron/entry/entry-refusals.ts. */
export const ENTRY_SENTENCES: Readonly<Record<string, string>> = {
  'The practice is open in another session on this PC. Close it there first.':
    'El consultorio está abierto en otra sesión de esta PC. Ciérrelo allí primero.',
  'There is no practice here to do this with.': 'Aquí no hay ningún consultorio con que hacer esto.',
  'A practice was begun here already. Type its recovery code back, or begin again.':
    'Aquí ya se empezó un consultorio. Escriba su código de recuperación o empiece de nuevo.',
  'This computer account has not opened the practice yet. Type the recovery code.':
    'Esta cuenta de la computadora todavía no ha abierto el consultorio. Escriba el código de recuperación.',
  'This is a recovery code, but not of this practice. Look for the right sheet.':
    'Es un código de recuperación, pero no de este consultorio. Busque la hoja correcta.',
  'The file of the practice is not in its place. Call your IT person; nothing was deleted.':
    'El archivo del consultorio no está en su lugar. Llame a la persona de sistemas; no se borró nada.',
  'The file of the practice is damaged. Call your IT person; nothing was deleted.':
    'El archivo del consultorio está dañado. Llame a la persona de sistemas; no se borró nada.',
  'The key file of the practice is not in its place. Call your IT person; nothing was deleted.':
    'El archivo de la llave no está en su lugar. Llame a la persona de sistemas; no se borró nada.',
  'The key file of the practice is damaged. Call your IT person; nothing was deleted.':
    'El archivo de la llave está dañado. Llame a la persona de sistemas; no se borró nada.',
  'A newer Anteroom has worked on this practice. Install the newest one.':
    'Un Anteroom más nuevo ya trabajó con este consultorio. Instale el más nuevo.',
  'The practice could not be brought up to date. Call your IT person; nothing was changed.':
    'El consultorio no se pudo poner al día. Llame a la persona de sistemas; no se cambió nada.',
  'This account may not write to the folder of the practice. Call your IT person.':
    'Esta cuenta no puede escribir en la carpeta del consultorio. Llame a la persona de sistemas.',
  'The disk of the practice did not answer as it should. Try again, then call your IT person.':
    'El disco del consultorio no respondió como debe. Intente de nuevo y después llame a la persona de sistemas.',
  'Not saved: the disk of this PC is full. Free some space and try again.':
    'No se guardó: el disco de esta PC está lleno. Libere espacio e intente de nuevo.',
};
