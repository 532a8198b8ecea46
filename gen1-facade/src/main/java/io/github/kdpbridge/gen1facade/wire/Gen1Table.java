package io.github.kdpbridge.gen1facade.wire;

import io.github.kdpbridge.core.wire.WireRow;
import java.util.List;

/**
 * The facts about the wire of generation 1 that are settings: paths (contract, section 2), requests (section 3), statuses
 * (section 5), lists (section 6).
 */
final class Gen1Table {
    static final List<WireRow> ROWS = WireRow.table("""
            uploadPaths                   | PUT_PATHS  | /bulkenroll/v1/reseller/devices, /bulkenroll/v2/reseller/devices               | documented | paths that upload, by `PUT`
            deletePaths                   | PUT_PATHS  | /bulkenroll/v1/reseller/devices/delete, /bulkenroll/v2/reseller/devices/delete | `v1` documented, `v2` **assumed** | paths that delete, by `PUT`
            statusPaths                   | GET_PATHS  | /bulkenroll/v1/reseller/devices/status, /bulkenroll/v2/reseller/devices/status | documented | paths that tell a transaction's status, by `GET`
            typeNames.imei                | OWN_NAME   | IMEI         | documented | name of IMEIs in a request
            typeNames.serialNumber        | OWN_NAME   | SN           | observed | name of serial numbers in a request
            typeNames.meid                | OWN_NAME   | MEID         | **assumed** | name of MEIDs in a request
            deviceFields.imei             | OWN_NAME   | imei         | documented | field of an IMEI in a status
            deviceFields.serialNumber     | OWN_NAME   | serialNumber | observed | field of a serial number in a status
            deviceFields.meid             | OWN_NAME   | meid         | **assumed** | field of a MEID in a status
            aliasServiceField             | NAME       | serviceId    | **assumed**: generation 2 documents it | field of a profile alias that names the Knox service
            aliasNameField                | NAME       | profileAlias | **assumed** | field of a profile alias that holds the alias
            progressDevices               | FLAG       | false        | **assumed** | whether a transaction that is worked on shows its devices
            lists.devicesPaths            | GET_PATHS  | /bulkenroll/v1/reseller/devices, /bulkenroll/v2/reseller/devices | `v1` documented, `v2` **assumed** | paths that list devices, by `GET`
            lists.customersPaths          | POST_PATHS | /bulkenroll/v1/reseller/customers | documented | paths that list customers, by `POST`
            lists.resellersPaths          | POST_PATHS | /bulkenroll/v1/reseller/resellers | documented | paths that list resellers, by `POST`
            lists.pageSize                | PAGE_SIZE  | 100          | **assumed** | items of a page when the caller does not say
            lists.pageSizeLimit           | PAGE_SIZE  | 1000         | **assumed** | the most items that a caller may ask for in a page
            lists.deviceDetails           | FLAG       | true         | **assumed**; the samples show the identifier only | whether a listed device has more than its identifier
            lists.names.resellerParameter | NAME       | resellerId   | **assumed** | parameter: the account that asks
            lists.names.customerParameter | NAME       | customerId   | **assumed** | parameter: the customer asked for
            lists.names.vendorParameter   | NAME       | vendorId     | **assumed** | parameter: the downstream reseller asked for
            lists.names.pageParameter     | NAME       | pageNum      | **assumed** | parameter: the number of the page
            lists.names.pageSizeParameter | NAME       | pageSize     | **assumed** | parameter: the most items of the page
            lists.names.resellers         | NAME       | resellers    | **assumed** | a page of resellers: the items
            lists.names.customerId        | NAME       | customerId   | **assumed** | a customer: the account
            lists.names.customerName      | NAME       | name         | **assumed**: generation 2 documents it | a customer: the name
            lists.names.resellerId        | NAME       | resellerId   | **assumed** | a reseller: the account
            lists.names.resellerName      | NAME       | name         | **assumed** | a reseller: the name
            """);

    private Gen1Table() {}
}
