export type Tone = 'day' | 'dawn' | 'pale'

type Colours = {
  sky: string
  mist: string
  ridges: [string, string, string, string, string]
  soil: string
  rows: [string, string, string]
}

export const TONES: Record<Tone, Colours> = {
  day: {
    sky: '#F7F7F2',
    mist: '#EEF2EE',
    ridges: ['#DDE5E2', '#C3D1CE', '#A3B7B4', '#7F9A97', '#55766F'],
    soil: '#1F4A37',
    rows: ['#6E9A5B', '#55864D', '#3F7244'],
  },
  dawn: {
    sky: '#FBF4E6',
    mist: '#F5F0E4',
    ridges: ['#E9E2D3', '#D6D6C9', '#B5C0B6', '#8CA29B', '#5F7C74'],
    soil: '#2A5138',
    rows: ['#8CAB5F', '#729950', '#588447'],
  },
  pale: {
    sky: '#F4F7F6',
    mist: '#F1F5F3',
    ridges: ['#E1EAE9', '#CBDAD9', '#AEC4C2', '#8BA8A6', '#68898A'],
    soil: '#35604A',
    rows: ['#9DB977', '#84A767', '#6B9359'],
  },
}
