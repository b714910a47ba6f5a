/** Where whoever is signed out is sent; by it scripts in the browser tell that their answer is no answer. */
export const SIGN_IN = '/admin/sign-in'
