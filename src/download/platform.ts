/** `os/arch` or `os/arch/variant`: `linux/arm64/v8`. */
export const isPlatform = (text: string): boolean => /^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9.]+)?$/.test(text);
