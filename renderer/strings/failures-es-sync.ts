/** The engine's sentences about the practice's server in Spanish. */
export const SYNC_SENTENCES: Readonly<Record<string, string>> = {
  'This desk has no way to a server. Call your IT person.':
    'Esta recepción no tiene cómo llegar a un servidor. Llame a su persona de informática.',
  'There is an answer at this address, but not of a FHIR server. Look at the address again.':
    'En esta dirección hay una respuesta, pero no de un servidor FHIR. Revise la dirección.',
  'This server speaks another version of FHIR than R4. Ask for its R4 address.':
    'Este servidor habla otra versión de FHIR que R4. Pida su dirección de R4.',
  'The server does not let this desk in. Look at how it signs in.':
    'El servidor no deja entrar a esta recepción. Revise cómo se identifica.',
  'The certificate of this server is not trusted here. Add the practice’s own authority, or ask your IT person.':
    'Aquí no se confía en el certificado de este servidor. Agregue la autoridad del consultorio o pregunte a su persona de informática.',
  'Nobody answers at this address. Look at the address and the network.':
    'Nadie responde en esta dirección. Revise la dirección y la red.',
  'Write the whole address, as https://ehr.example/fhir.':
    'Escriba la dirección completa, como https://ehr.example/fhir.',
  'Write the address without a name, a password or a question mark in it.':
    'Escriba la dirección sin nombre, contraseña ni signo de interrogación.',
  'Write a version like 0.2.0, or leave it empty.': 'Escriba una versión como 0.2.0, o déjela vacía.',
  'This is needed to sign in.': 'Esto hace falta para identificarse.',
};
