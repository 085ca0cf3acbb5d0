/** Tables as the schema scripts of the platform make them, as far as a remedy or its check touches them. */

/** Of 3.0 to 4.4. */
export const TABLES = `
CREATE TABLE cloud.version (id bigint unsigned NOT NULL UNIQUE AUTO_INCREMENT, version char(40) NOT NULL UNIQUE, updated datetime NOT NULL,
  step char(32) NOT NULL, PRIMARY KEY (id)) ENGINE=InnoDB DEFAULT CHARSET=utf8;
CREATE TABLE cloud.configuration (category varchar(255) NOT NULL DEFAULT 'Advanced', instance varchar(255) NOT NULL,
  component varchar(255) NOT NULL DEFAULT 'management-server', name varchar(255) NOT NULL, value varchar(4095), description varchar(1024),
  PRIMARY KEY (name)) ENGINE=InnoDB DEFAULT CHARSET=utf8;
CREATE TABLE cloud.data_center (id bigint unsigned NOT NULL AUTO_INCREMENT, name varchar(255), networktype varchar(255) NOT NULL DEFAULT 'Basic',
  removed datetime, PRIMARY KEY (id)) ENGINE=InnoDB DEFAULT CHARSET=utf8;
CREATE TABLE cloud.cluster (id bigint unsigned NOT NULL AUTO_INCREMENT, name varchar(255) NOT NULL, uuid varchar(40), data_center_id bigint unsigned
  NOT NULL, hypervisor_type varchar(32), managed_state varchar(32) NOT NULL DEFAULT 'Managed', removed datetime, PRIMARY KEY (id)) ENGINE=InnoDB
  DEFAULT CHARSET=utf8;
CREATE TABLE cloud.cluster_details (id bigint unsigned NOT NULL AUTO_INCREMENT, cluster_id bigint unsigned NOT NULL, name varchar(255) NOT NULL,
  value varchar(255) NOT NULL, PRIMARY KEY (id), CONSTRAINT fk_cluster_details__cluster_id FOREIGN KEY (cluster_id) REFERENCES cluster (id) ON
  DELETE CASCADE) ENGINE=InnoDB DEFAULT CHARSET=utf8;
CREATE TABLE cloud.legacy_zones (id bigint unsigned NOT NULL AUTO_INCREMENT, zone_id bigint unsigned NOT NULL, PRIMARY KEY (id)) ENGINE=InnoDB;
CREATE TABLE cloud.mshost (id bigint unsigned NOT NULL AUTO_INCREMENT, msid bigint unsigned NOT NULL UNIQUE, runid bigint NOT NULL DEFAULT 0,
  name varchar(255), state varchar(10) NOT NULL DEFAULT 'Down', version varchar(255), service_ip char(40) NOT NULL, service_port integer NOT NULL,
  last_update datetime NULL, removed datetime, alert_count integer NOT NULL DEFAULT 0, PRIMARY KEY (id)) ENGINE=InnoDB DEFAULT CHARSET=utf8;
CREATE TABLE cloud.host (id bigint unsigned NOT NULL AUTO_INCREMENT, name varchar(255) NOT NULL, uuid varchar(40) UNIQUE, status varchar(32) NOT
  NULL, type varchar(32) NOT NULL, private_ip_address char(40) NOT NULL, hypervisor_type varchar(32), removed datetime, PRIMARY KEY (id))
  ENGINE=InnoDB DEFAULT CHARSET=utf8;
CREATE TABLE cloud.storage_pool (id bigint unsigned UNIQUE NOT NULL, name varchar(255), uuid varchar(255) UNIQUE, pool_type varchar(32) NOT NULL,
  port int unsigned NOT NULL, data_center_id bigint unsigned NOT NULL, pod_id bigint unsigned, cluster_id bigint unsigned, host_address
  varchar(255) NOT NULL, user_info varchar(255), path varchar(255) NOT NULL, created datetime, removed datetime, update_time datetime,
  status varchar(32), PRIMARY KEY (id)) ENGINE=InnoDB DEFAULT CHARSET=utf8;
CREATE TABLE cloud.vm_instance (id bigint unsigned UNIQUE NOT NULL, name varchar(255) NOT NULL, instance_name varchar(255) NOT NULL,
  state varchar(32) NOT NULL, vm_template_id bigint unsigned, update_time datetime, removed datetime, type varchar(32) NOT NULL,
  hypervisor_type char(32), PRIMARY KEY (id)) ENGINE=InnoDB DEFAULT CHARSET=utf8;`;

/** Of 4.13, where an administrator can add guest operating systems. */
export const GUEST_OS = `
CREATE TABLE cloud.guest_os (id bigint unsigned NOT NULL AUTO_INCREMENT, category_id bigint unsigned NOT NULL, name varchar(255), uuid varchar(40)
  UNIQUE, display_name varchar(255) NOT NULL, created datetime, removed datetime, is_user_defined int(1) unsigned DEFAULT 0, PRIMARY KEY (id))
  ENGINE=InnoDB DEFAULT CHARSET=utf8;`;

/** The unique key came with 2.2.9, for those who upgraded by way of it: others got it on the way to 4.0. */
export const hostDetails = (unique: boolean): string => `
CREATE TABLE cloud.host_details (id bigint unsigned NOT NULL AUTO_INCREMENT, host_id bigint unsigned NOT NULL, name varchar(255) NOT NULL,
  value varchar(255) NOT NULL, PRIMARY KEY (id), CONSTRAINT fk_host_details__host_id FOREIGN KEY (host_id) REFERENCES host (id) ON DELETE CASCADE
  ${unique ? ', CONSTRAINT UNIQUE KEY uk_host_id_name (host_id, name)' : ''}) ENGINE=InnoDB DEFAULT CHARSET=utf8;`;
