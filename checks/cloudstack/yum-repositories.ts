export { type YumRepository, yumRepositories } from '../common/yum-repositories.ts';
