/** MATLAB and Octave. Taken: being written. */
export {};
