/*
 * live.js: parts of a page that follow the hall by themselves (desk, board, manage, directory of centres).
 *
 *   <div id="queue" data-live-fragment="/desk/queue/" data-live-url="/live/?centre=3" data-poll="5"> ...the same HTML that the address answers... </div>
 *
 * data-live-fragment  address that answers the inner HTML of this element (GET, header HX-Request: true). 204 means "unchanged".
 *                     A redirect, 401 or 403 reloads the page, so that a session that ended shows the log-in.
 * data-live-url       address of the event stream; leave it out when `live` does not run. Any message, or an event named
 *                     "changed", refreshes all parts of the page that name the same address.
 * data-poll           seconds between refreshes while there is no stream (default 5). With a stream: a safety refresh every 30 s.
 * data-live-state     set by the script: "live" | "polling" | "offline"; style sheets and tests may read it.
 * Event               "motcua:refreshed" bubbles from the element after its HTML was replaced by different HTML.
 */
import { startLive } from './lib/live.js'

startLive()
