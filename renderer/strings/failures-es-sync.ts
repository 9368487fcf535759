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
  'This is no private key that can sign. Paste the whole file, from BEGIN to END, without a password on it.':
    'Esto no es una llave privada que pueda firmar. Pegue el archivo completo, de BEGIN a END, sin contraseña.',
  'This is no certificate. Paste the whole file of the authority, from BEGIN CERTIFICATE to END CERTIFICATE.':
    'Esto no es un certificado. Pegue el archivo completo de la autoridad, de BEGIN CERTIFICATE a END CERTIFICATE.',
  'The way in is forgotten by now. Connect again to go on.':
    'Ya se olvidó cómo entrar. Conéctese de nuevo para continuar.',
  'Only the demo practice has a switch for its network.':
    'Solo el consultorio de demostración tiene un interruptor para su red.',
  'This server knows no practice of Anteroom. Connect the first desk to it in Settings, Server, and wait until nothing waits there.':
    'Este servidor no conoce ningún consultorio de Anteroom. Conecte el primer puesto en Ajustes, Servidor, y espere a que allí no quede nada por enviar.',
  'This server does not take what a desk has to tell it. Look at what its sign-in may write, and at how many desks there are.':
    'Este servidor no acepta lo que un puesto tiene que decirle. Revise qué permite escribir su identificación y cuántos puestos hay.',
  'This person does not set up the practice any more. Look for the practice again and choose somebody else.':
    'Esta persona ya no administra el consultorio. Busque el consultorio de nuevo y elija a otra.',
  'This is another server than the one that has the records of this practice. Look at the address again. If this one takes its place, say so: everything is then sent anew.':
    'Este es otro servidor que el que tiene los registros de este consultorio. Revise la dirección. Si este lo reemplaza, dígalo: entonces todo se envía de nuevo.',
  'This server has the records of another practice. Look at the address again.':
    'Este servidor tiene los registros de otro consultorio. Revise la dirección.',
  'Write a version like 0.2.0, or leave it empty.': 'Escriba una versión como 0.2.0, o déjela vacía.',
  'This is needed to sign in.': 'Esto hace falta para identificarse.',
  'This is not open any more. Look at the list again.': 'Esto ya no está abierto. Mire la lista otra vez.',
  'Somebody has decided this already. Look at the list again.':
    'Alguien ya lo decidió. Mire la lista otra vez.',
  'This belongs to the practice. Ask its administrator to decide it.':
    'Esto es del consultorio. Pida a su administrador que lo decida.',
  'A visit is never moved to another patient. Keep what this desk says, and book the other patient anew.':
    'Una visita nunca pasa a otro paciente. Deje lo que dice esta recepción y agende de nuevo al otro paciente.',
  'This does not wait here any more. Look at the list again.':
    'Esto ya no espera aquí. Mire la lista otra vez.',
};
