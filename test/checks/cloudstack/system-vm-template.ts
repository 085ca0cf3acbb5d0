/** A zone with KVM hosts and the template of 4.3 ready in its image store, as the tables of 4.2 answer. */

export const kvm = { id: 1, name: 'c-kvm', hypervisor_type: 'KVM', data_center_id: 1, removed: null };
export const zone = { id: 1, name: 'zone1', removed: null };
export const template = {
  id: 301,
  name: 'systemvm-kvm-4.3',
  hypervisor_type: 'KVM',
  format: 'QCOW2',
  type: 'USER',
  guest_os_id: 183,
  extractable: 0,
  enable_password: 0,
  public: 0,
  featured: 0,
  removed: null,
};
export const copy = {
  template_id: 301,
  store_id: 11,
  store_role: 'Image',
  download_state: 'DOWNLOADED',
  state: 'Ready',
  error_str: null,
  destroyed: 0,
};
export const store = { id: 11, data_center_id: 1, removed: null };
export const debian = { id: 183, display_name: 'Debian GNU/Linux 7(64-bit)' };
export const denied = { status: 'denied', reason: 'SELECT command denied' } as const;
