/** What the HTTP door and the folder door need beyond their routes. */
package io.formrelay.door;
