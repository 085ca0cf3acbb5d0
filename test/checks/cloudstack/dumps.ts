import type { Query } from '../../../src/model/query.ts';

/** Dumps in the form of mysqldump, and what a host answers about them. */

export const HEAD = (database: string): string => `-- MySQL dump 10.13  Distrib 5.1.73, for redhat-linux-gnu (x86_64)
--
-- Host: localhost    Database: ${database}
-- ------------------------------------------------------
-- Server version\t5.1.73

/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40111 SET @OLD_SQL_NOTES=@@SQL_NOTES, SQL_NOTES=0 */;
`;
const TABLE = '\nDROP TABLE IF EXISTS `account`;\nCREATE TABLE `account` (`id` int);\nINSERT INTO `account` VALUES (1),(2);\n';
export const RESTORE = '/*!40111 SET SQL_NOTES=@OLD_SQL_NOTES */;\n';
export const TRAILER = '\n-- Dump completed on 2026-11-21  1:56:39\n';

export const dump = (database = 'cloud', trailer = TRAILER): string => `${HEAD(database)}${TABLE}${RESTORE}${trailer}`;
export const truncated = (database = 'cloud'): string => `${HEAD(database)}${TABLE}INSERT INTO \`vm_instance\` VALUES (1,'i-2-3-VM`;
export const tableless = (database = 'cloud'): string => HEAD(database);
export const uncommented = `/*!40101 SET NAMES utf8 */;\n${TABLE}${RESTORE}\n`;
export const compact = TABLE.trimStart();

/** A file that stands at this path and at no other. */
export const fileAt = (path: string, text: string) =>
  Object.assign((query: Query) => (query.kind === 'file' && query.path === path ? text : undefined), {
    toString: () => JSON.stringify([path, text]),
  });

/** An entry of a listing. The evidence of a case is of 2026-11-21 02:00:00. */
export const entry = (path: string, more: object = {}) => ({ path, size: 4_000_000, mode: '0600', mtime: '2026-11-21T01:56:39Z', ...more });
