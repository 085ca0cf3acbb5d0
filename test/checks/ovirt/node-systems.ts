/** /etc/os-release of an oVirt Node, and of a host with Enterprise Linux. */
export const NODE = 'ID="centos"\nVERSION_ID="8"\nVARIANT="oVirt Node 4.4.10"\nVARIANT_ID="ovirt-node"\n';
export const EL = 'ID="rocky"\nVERSION_ID="8.8"\n';
