/** components.xml of 3.0, as C.5 of its time; more managers and adapters as given. */
export const components = (more = '', managers = ''): string => `<?xml version="1.0"?>
<components.xml>
  <system-integrity-checker class="com.cloud.upgrade.DatabaseUpgradeChecker"/>
  <management-server class="com.cloud.server.DefaultManagementServer">
    <adapters key="com.cloud.server.auth.UserAuthenticator">
      <adapter name="MD5" class="com.cloud.server.auth.MD5UserAuthenticator"/>
      ${more}
    </adapters>
    <!-- <adapter name="Commented" class="x"/> -->
    <manager name="ExampleManager" class="org.example.ExampleManagerImpl"><param name="interval">60</param></manager>
    ${managers}
  </management-server>
</components.xml>
`;
export const CORP = '<adapter name="Corp" class="org.example.CorpAuthenticator"/>';
