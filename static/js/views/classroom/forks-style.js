/** The style of forks and challenges, which comes with the first of their parts. */

import { styled } from "../styled.js";

export const styleForks = () => styled("static/css/classroom-forks.css");
