/** Pages that several checks name. */
export const GUIDE = 'https://www.ovirt.org/documentation/upgrade_guide/#Updates_between_Minor_Releases';
const ENGINE = 'https://github.com/oVirt/ovirt-engine/blob/ovirt-engine-4.3';
export const UPGRADE_CHECK_SOURCE = `${ENGINE}/packaging/setup/bin/ovirt-engine-upgrade-check`;
export const SETUP_SOURCE = `${ENGINE}/packaging/setup/plugins/ovirt-engine-setup`;
export const DATABASE_SCRIPTS = `${ENGINE}/packaging/dbscripts`;
export const INSTALL_PAGE = 'https://www.ovirt.org/download/install_on_rhel.html';
